package dev.frontrow.identity;

import dev.frontrow.shared.web.EnvelopeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers a request whose bearer token is not to be trusted (I3). */
@Component
class RefusedToken implements AuthenticationEntryPoint {

    private final EnvelopeWriter envelopes;

    RefusedToken(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        envelopes.write(request, response, new TokenInvalid());
    }
}
