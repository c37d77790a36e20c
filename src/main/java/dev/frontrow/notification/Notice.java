package dev.frontrow.notification;

import dev.frontrow.reservation.ReservationEvent;

/**
 * What a fan is told.
 *
 * @param about the event: whose seats, which, when
 */
public record Notice(Kind kind, ReservationEvent about) {

    /** What a fan is told of. */
    public enum Kind {
        SEATS_SOLD,
        HOLD_LAPSED
    }
}
