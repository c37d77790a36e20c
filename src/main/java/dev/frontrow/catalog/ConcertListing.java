package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concert as fans see it (C1).
 *
 * @param availableDates of the performances on sale
 * @param priceFrom points for the cheapest seat of the performances to come; null when none is to come
 * @param priceTo points for the dearest one
 * @param remainingSeats of the performances on sale
 */
record ConcertListing(
        ConcertId concertId,
        String title,
        String description,
        String venue,
        List<LocalDate> availableDates,
        @Nullable Long priceFrom,
        @Nullable Long priceTo,
        long remainingSeats,
        boolean ownWaitingRoom) {

    static ConcertListing of(Concert concert, Instant now) {
        var onSale = concert.onSale(now);
        var from = concert.showings().stream().mapToLong(Showing::priceFrom).min();
        var to = concert.showings().stream().mapToLong(Showing::priceTo).max();
        return new ConcertListing(
                concert.id(),
                concert.title(),
                concert.description(),
                concert.venue(),
                onSale.stream().map(showing -> showing.performance().date()).toList(),
                from.isPresent() ? from.getAsLong() : null,
                to.isPresent() ? to.getAsLong() : null,
                onSale.stream().mapToLong(Showing::remainingSeats).sum(),
                concert.ownWaitingRoom());
    }
}
