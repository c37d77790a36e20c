package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A hold was not paid in time; its seats are let go (H7). */
public record HoldLapsed(
        UUID eventId,
        Instant occurredAt,
        ReservationId reservationId,
        ConcertId concertId,
        PerformanceId performanceId,
        UserId userId,
        List<Integer> seatNumbers)
        implements ReservationEvent {}
