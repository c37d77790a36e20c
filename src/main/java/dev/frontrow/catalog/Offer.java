package dev.frontrow.catalog;

import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one or more concerts have left for sale.
 *
 * @param remainingSeats seats that can be held now
 * @param soldOut performances are on sale, and every seat of them is sold: none is left, none is held
 * @param priceFrom points for the cheapest seat; null when no performance is to come
 * @param priceTo points for the dearest one
 * @param opensAt when the first performance goes or went on sale; null when there is none
 */
public record Offer(
        long remainingSeats,
        boolean soldOut,
        @Nullable Long priceFrom,
        @Nullable Long priceTo,
        @Nullable Instant opensAt) {

    static Offer of(List<Concert> concerts, Instant now) {
        var onSale = concerts.stream()
                .flatMap(concert -> concert.onSale(now).stream())
                .toList();
        var toCome = concerts.stream()
                .flatMap(concert -> concert.showings().stream())
                .toList();
        var from = statistics(toCome.stream().mapToLong(Showing::priceFrom));
        var to = statistics(toCome.stream().mapToLong(Showing::priceTo));
        var isEverythingOnSale = onSale.size() == toCome.size();
        return new Offer(
                onSale.stream().mapToLong(Showing::remainingSeats).sum(),
                !onSale.isEmpty() && isEverythingOnSale && onSale.stream().allMatch(one -> one.unsoldSeats() == 0),
                from.getCount() == 0 ? null : from.getMin(),
                to.getCount() == 0 ? null : to.getMax(),
                concerts.stream()
                        .map(Concert::opensAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private static LongSummaryStatistics statistics(LongStream prices) {
        return prices.summaryStatistics();
    }
}
