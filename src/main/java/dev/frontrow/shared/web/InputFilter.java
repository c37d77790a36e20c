package dev.frontrow.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what no call could use, before anybody reads it: addresses that are no text, and bodies too large (Q6). */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class InputFilter extends OncePerRequestFilter {

    private static final long MAX_BODY_BYTES = 1 << 20;

    private final EnvelopeWriter envelopes;

    InputFilter(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!RequestAddress.isText(request.getRequestURI()) || !RequestAddress.isQuery(request.getQueryString())) {
            envelopes.write(request, response, Failure.of(400));
        } else if (isRange(request.getContentType())) {
            envelopes.write(request, response, Failure.of(415));
        } else if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            envelopes.write(request, response, new BodyTooLarge());
        } else {
            chain.doFilter(new BoundedBody(request, MAX_BODY_BYTES), response);
        }
    }

    /** A body has one type; Spring would take {@code *}{@code /*} for a fault of the server's. */
    private static boolean isRange(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].contains("*");
    }
}
