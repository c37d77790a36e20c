package dev.frontrow.payment;

import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.UserId;
import java.util.UUID;

/**
 * A hold that is to be paid. No two orders are equal.
 *
 * @param payment the payment's id, should it come to one
 * @param user whose hold it must be, and whose wallet pays
 * @param hold which one, or why it cannot be told
 */
record Order(UUID payment, UserId user, Outcome<ReservationId> hold) {

    static Order by(UserId user, Outcome<ReservationId> hold) {
        return new Order(Ids.next(), user, hold);
    }
}
