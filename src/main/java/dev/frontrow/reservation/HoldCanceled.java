package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A fan, or a refused payment, gave a hold back (H9, M3). */
public record HoldCanceled(
        UUID eventId,
        Instant occurredAt,
        ReservationId reservationId,
        ConcertId concertId,
        PerformanceId performanceId,
        UserId userId,
        List<Integer> seatNumbers)
        implements ReservationEvent {}
