package dev.frontrow.shared;

import java.time.Duration;

/** There is no answer for the moment: a service that it needs is away, too many ask, or it is not decided yet. */
public class Unavailable extends Problem {

    private final transient Duration retryAfter;

    public Unavailable(Duration retryAfter) {
        super(Kind.UNAVAILABLE, "TEMPORARILY_UNAVAILABLE");
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
