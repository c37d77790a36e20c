package dev.frontrow.shared;

import java.time.Duration;

/** A service that the answer needs is away for the moment. */
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
