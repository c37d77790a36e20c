package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** A concert with seats held or sold cannot be withdrawn (O1). */
public final class ConcertHasReservations extends Problem {
    ConcertHasReservations() {
        super(Kind.CONFLICT, "CONCERT_HAS_RESERVATIONS");
    }
}
