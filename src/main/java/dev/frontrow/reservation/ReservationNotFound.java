package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The user has no such reservation (H9, M3). */
public final class ReservationNotFound extends Problem {
    public ReservationNotFound() {
        super(Kind.NOT_FOUND, "RESERVATION_NOT_FOUND");
    }
}
