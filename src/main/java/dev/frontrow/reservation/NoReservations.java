package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The user has no reservation of the concert (H10). */
public final class NoReservations extends Problem {
    NoReservations() {
        super(Kind.NOT_FOUND, "NO_RESERVATIONS");
    }
}
