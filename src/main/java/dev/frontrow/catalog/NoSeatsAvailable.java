package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** No seat of the performance is free (C3). */
public final class NoSeatsAvailable extends Problem {
    NoSeatsAvailable() {
        super(Kind.NOT_FOUND, "NO_SEATS_AVAILABLE");
    }
}
