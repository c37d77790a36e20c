package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** Several concerts play on that date and the request names none (C3). */
public final class ConcertRequired extends Problem {
    public ConcertRequired() {
        super(Kind.INVALID, "CONCERT_REQUIRED");
    }
}
