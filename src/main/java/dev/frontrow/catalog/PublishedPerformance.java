package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A performance to come, as everybody may see it.
 *
 * @param onSaleAt from this instant seats can be held
 * @param remainingSeats seats that can be held now; all of them while it is not on sale yet
 * @param priceFrom points for the cheapest seat
 * @param priceTo points for the dearest one
 */
record PublishedPerformance(
        PerformanceId performanceId,
        ConcertId concertId,
        LocalDate date,
        Instant startsAt,
        Instant onSaleAt,
        int totalSeats,
        int remainingSeats,
        long priceFrom,
        long priceTo) {

    static PublishedPerformance of(Showing showing) {
        var performance = showing.performance();
        return new PublishedPerformance(
                performance.id(),
                performance.concertId(),
                performance.date(),
                performance.startsAt(),
                performance.onSaleAt(),
                performance.totalSeats(),
                showing.remainingSeats(),
                showing.priceFrom(),
                showing.priceTo());
    }
}
