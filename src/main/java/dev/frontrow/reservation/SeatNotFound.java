package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The performance has no such seat. */
public final class SeatNotFound extends Problem {
    SeatNotFound() {
        super(Kind.NOT_FOUND, "SEAT_NOT_FOUND");
    }
}
