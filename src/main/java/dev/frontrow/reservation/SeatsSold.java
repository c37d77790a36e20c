package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A hold was paid; its seats have an owner (M2).
 *
 * @param amount what was paid, in points
 */
public record SeatsSold(
        UUID eventId,
        Instant occurredAt,
        ReservationId reservationId,
        ConcertId concertId,
        PerformanceId performanceId,
        UserId userId,
        List<Integer> seatNumbers,
        long amount)
        implements ReservationEvent {

    static SeatsSold by(Reservation paid, Instant paidAt) {
        return new SeatsSold(
                Ids.next(),
                paidAt,
                paid.id(),
                paid.concertId(),
                paid.performanceId(),
                paid.userId(),
                paid.seatNumbers(),
                paid.amount());
    }
}
