package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;

/** Tickets are for reservations that are paid, and stay so. */
public final class NotPaid extends Problem {
    NotPaid() {
        super(Kind.CONFLICT, "RESERVATION_NOT_PAID");
    }
}
