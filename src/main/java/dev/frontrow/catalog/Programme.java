package dev.frontrow.catalog;

import dev.frontrow.shared.Success;
import java.time.Instant;
import java.util.List;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every concert with a performance to come as of one instant, and the answer that lists them, written when first
 * asked.
 */
final class Programme {

    /** The body of the list of concerts (C1). */
    record Listings(List<ConcertListing> concerts) {}

    private final List<Concert> concerts;
    private final SingletonSupplier<Written<Success<Listings>>> listings;

    Programme(List<Concert> concerts, Instant now, JsonMapper mapper) {
        this.concerts = concerts;
        this.listings = SingletonSupplier.of(() -> Written.success(
                new Listings(concerts.stream()
                        .map(concert -> ConcertListing.of(concert, now))
                        .toList()),
                mapper));
    }

    List<Concert> concerts() {
        return concerts;
    }

    Written<Success<Listings>> listings() {
        return listings.obtain();
    }
}
