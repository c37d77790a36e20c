package dev.frontrow.shared.web;

import dev.frontrow.shared.Unavailable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers so many calls of the API at once; whoever has waited for a place in vain is refused before anything else is
 * done about the call (Q1). What more than the machine can do would only wait for each other: those let through are
 * served as fast as ever, the others know at once that they are to come again. Organizers, who may have to act
 * just then, are always let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class LoadSheddingFilter extends OncePerRequestFilter {

    /** Two processors hold seats for as many in less than a tenth of a second. */
    private static final int PLACES_PER_PROCESSOR = 128;

    private static final Duration PATIENCE = Duration.ofMillis(70);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Semaphore places;
    private final Duration patience;
    private final EnvelopeWriter envelopes;

    @Autowired
    LoadSheddingFilter(EnvelopeWriter envelopes) {
        this(PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), PATIENCE, envelopes);
    }

    LoadSheddingFilter(int places, Duration patience, EnvelopeWriter envelopes) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
        this.envelopes = envelopes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/api/") || path.startsWith("/api/v1/admin/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!getsPlace()) {
            envelopes.write(request, response, new Unavailable(TRY_AGAIN));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean getsPlace() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
