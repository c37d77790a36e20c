package dev.frontrow.identity;

import dev.frontrow.shared.web.EnvelopeWriter;
import io.github.bucket4j.BucketConfiguration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** So many calls of the API a second for each of something: an address or a user (Q7). */
final class RateLimitFilter extends OncePerRequestFilter {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** As routing finds its operation: an address may be written in several ways. */
    private static final RequestMatcher API =
            PathPatternRequestMatcher.withDefaults().matcher("/api/**");

    private final Function<HttpServletRequest, Optional<String>> keyOf;
    private final Buckets buckets;
    private final EnvelopeWriter envelopes;

    private RateLimitFilter(
            int perSecond,
            Function<HttpServletRequest, Optional<String>> keyOf,
            Clock clock,
            EnvelopeWriter envelopes) {
        var size = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, PERIOD))
                .build();
        this.keyOf = keyOf;
        this.buckets = new Buckets(size, PERIOD, clock);
        this.envelopes = envelopes;
    }

    static RateLimitFilter perAddress(int perSecond, Clock clock, EnvelopeWriter envelopes) {
        return new RateLimitFilter(perSecond, request -> Optional.of(request.getRemoteAddr()), clock, envelopes);
    }

    /** To stand behind the one that reads the token. */
    static RateLimitFilter perUser(int perSecond, Clock clock, EnvelopeWriter envelopes) {
        return new RateLimitFilter(perSecond, request -> Requester.current().map(Requester::getName), clock, envelopes);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !API.matches(request);
    }

    @Override
    protected String getAlreadyFilteredAttributeName() {
        return RateLimitFilter.class.getName() + System.identityHashCode(this); // one before the token, one behind
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var key = keyOf.apply(request);
        if (key.isPresent()) {
            try {
                Buckets.refuseUnlessTaken(buckets.of(key.get()).tryConsumeAndReturnRemaining(1));
            } catch (RateLimited refused) {
                envelopes.write(request, response, refused);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
