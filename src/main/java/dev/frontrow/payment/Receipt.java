package dev.frontrow.payment;

import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a payment answers (M1).
 *
 * @param seatNumber the first of {@code seatNumbers}
 * @param amount points paid
 * @param balance points left in the wallet
 */
public record Receipt(
        String status,
        UUID paymentId,
        ReservationId reservationId,
        UserId userId,
        int seatNumber,
        List<Integer> seatNumbers,
        long amount,
        long balance,
        Instant paidAt) {}
