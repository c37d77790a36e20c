package dev.frontrow.shared.web;

import dev.frontrow.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns everything that can go wrong in a call into the envelope; the one place where HTTP is decided. It writes the
 * answer itself, so that a caller who accepts no JSON still gets the envelope.
 */
@RestControllerAdvice
class FailureAdvice extends ResponseEntityExceptionHandler {

    private final EnvelopeWriter envelopes;

    FailureAdvice(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @ExceptionHandler
    void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireUnanswered(response, problem);
        envelopes.write(request, response, problem);
    }

    @ExceptionHandler
    void fail(Exception fault, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (!DisconnectedClientHelper.isClientDisconnectedException(fault)) {
            requireUnanswered(response, fault);
            envelopes.write(request, response, Failures.of(fault));
        }
    }

    /** Half an answer must not look like a whole one: the fault goes on to Tomcat, which breaks the connection off. */
    private static <E extends Exception> void requireUnanswered(HttpServletResponse response, E fault) throws E {
        if (response.isCommitted()) {
            throw fault;
        }
    }

    /** Everything that Spring MVC itself refuses passes here. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!DisconnectedClientHelper.isClientDisconnectedException(refused)) {
            var exchange = (ServletWebRequest) request;
            try {
                envelopes.write(
                        exchange.getRequest(),
                        Objects.requireNonNull(exchange.getResponse()),
                        Failures.ofSpring(refused, status.value(), headers));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return null;
    }
}
