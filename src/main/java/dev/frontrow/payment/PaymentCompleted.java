package dev.frontrow.payment;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.outbox.Event;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A reservation was paid from a wallet (M2). Told on {@code frontrow.payments}, in order within a user.
 *
 * @param amount in points
 */
public record PaymentCompleted(
        UUID eventId,
        Instant occurredAt,
        UUID paymentId,
        ReservationId reservationId,
        ConcertId concertId,
        PerformanceId performanceId,
        UserId userId,
        List<Integer> seatNumbers,
        long amount)
        implements Event {

    public static final String TOPIC = "frontrow.payments";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String key() {
        return userId.toString();
    }
}
