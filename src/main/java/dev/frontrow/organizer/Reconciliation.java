package dev.frontrow.organizer;

import java.time.Instant;

/**
 * Whether the books balance (O4): every number but the time must be 0.
 *
 * @param seatsSoldTwice seats that more than one paid reservation has
 * @param paymentsWithoutSeats payments whose reservation is not paid or another user's, or whose seats are not just
 *     those that their owner has of it
 * @param seatsWithoutPayment seats that are reserved or that a paid reservation has, without a payment of their owner
 * @param walletsOutOfBalance wallets that are not the sum of their entries, or below 0, or with an entry that does not
 *     go on from the one before it
 * @param revenueMismatch points by which payments differ from their debits, from what their reservations cost and from
 *     the prices of the seats they paid, each payment by itself, so that one too high does not make up for one too low;
 *     and by which what users were refunded differs from what they had paid for reservations that are refunded
 */
public record Reconciliation(
        Instant checkedAt,
        long seatsSoldTwice,
        long paymentsWithoutSeats,
        long seatsWithoutPayment,
        long walletsOutOfBalance,
        long revenueMismatch) {}
