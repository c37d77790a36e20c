package dev.frontrow.shared.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container turns when a call failed outside the controllers, such as in a filter. */
@Controller
class ErrorPage implements ErrorController {

    private final EnvelopeWriter envelopes;

    ErrorPage(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        envelopes.write(request, response, failure(request));
    }

    private static Failure failure(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Failures.of(thrown);
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Failure.of(status)
                : Failure.of(404); // asked for by name
    }
}
