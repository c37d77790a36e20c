package dev.frontrow.organizer;

import java.time.Instant;

/**
 * Whether the books balance (O4): every number but the time must be 0.
 *
 * @param seatsSoldTwice seats that more than one paid reservation has
 * @param paymentsWithoutSeats payments whose reservation is not paid, or whose seats are not all their owner's
 * @param seatsWithoutPayment reserved seats without a payment of their owner
 * @param walletsOutOfBalance wallets that are not the sum of their entries, or below 0
 * @param revenueMismatch points by which payments differ from their debits, and from the prices of the seats they
 *     paid; each payment by itself, so that one too high does not make up for one too low
 */
public record Reconciliation(
        Instant checkedAt,
        long seatsSoldTwice,
        long paymentsWithoutSeats,
        long seatsWithoutPayment,
        long walletsOutOfBalance,
        long revenueMismatch) {}
