package dev.frontrow.identity;

import dev.frontrow.shared.Problem;
import java.time.Duration;

/** Too many calls, or too many failed log-ins, in too short a time (Q7). */
public final class RateLimited extends Problem {

    private final transient Duration retryAfter;

    public RateLimited(Duration retryAfter) {
        super(Kind.TOO_MANY, "RATE_LIMITED");
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
