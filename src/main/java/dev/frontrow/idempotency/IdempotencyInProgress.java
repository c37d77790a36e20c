package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;
import java.time.Duration;

/** The first request with this key still runs (M4). */
public final class IdempotencyInProgress extends Problem {
    public IdempotencyInProgress() {
        super(Kind.CONFLICT, "IDEMPOTENCY_IN_PROGRESS");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
