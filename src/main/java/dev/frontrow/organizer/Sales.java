package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import java.time.LocalDate;

/**
 * How a performance sells (O3).
 *
 * @param revenue points of the paid reservations
 * @param holdsLapsed holds that ran out unpaid
 */
public record Sales(
        ConcertId concertId,
        PerformanceId performanceId,
        LocalDate date,
        int totalSeats,
        long available,
        long held,
        long reserved,
        long canceled,
        long revenue,
        long holdsLapsed) {}
