package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;

/** The key came before with another request (M4). */
public final class IdempotencyKeyReused extends Problem {
    IdempotencyKeyReused() {
        super(Kind.UNPROCESSABLE, "IDEMPOTENCY_KEY_REUSED");
    }
}
