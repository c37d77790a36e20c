package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;

/** The key is blank or longer than 255 characters (M4). */
public final class InvalidIdempotencyKey extends Problem {
    InvalidIdempotencyKey() {
        super(Kind.INVALID, "INVALID_IDEMPOTENCY_KEY");
    }
}
