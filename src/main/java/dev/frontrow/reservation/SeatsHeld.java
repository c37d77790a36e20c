package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A hold began.
 *
 * @param amount what it costs, in points
 */
public record SeatsHeld(
        UUID eventId,
        Instant occurredAt,
        ReservationId reservationId,
        ConcertId concertId,
        PerformanceId performanceId,
        UserId userId,
        List<Integer> seatNumbers,
        long amount,
        Instant expiresAt)
        implements ReservationEvent {

    static SeatsHeld by(Reservation hold) {
        return new SeatsHeld(
                Ids.next(),
                hold.heldAt(),
                hold.id(),
                hold.concertId(),
                hold.performanceId(),
                hold.userId(),
                hold.seatNumbers(),
                hold.amount(),
                hold.expiresAt());
    }
}
