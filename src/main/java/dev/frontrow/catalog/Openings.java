package dev.frontrow.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.ConcertId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When concerts open, from memory for all that are asked about. One statement reads them all anew, so that who asks
 * often waits for none of them, and while PostgreSQL is away what was known stays.
 */
@Component
class Openings {

    private static final int READ_EVERY_MILLIS = 500;
    private static final int MOST_CONCERTS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final CatalogStore store;
    private final Cache<ConcertId, Optional<Instant>> known = Caches.builder()
            .maximumSize(MOST_CONCERTS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    Openings(CatalogStore store) {
        this.store = store;
    }

    /** When the first of the concert's performances goes or went on sale; empty while it has none. */
    Optional<Instant> of(ConcertId concert) {
        return known.get(
                concert,
                first -> Optional.ofNullable(store.openings(List.of(first)).get(first)));
    }

    /** From now on this instance knows what has just been published. Whoever is reading it now is waited for. */
    void forget(ConcertId concert) {
        known.asMap().remove(concert);
    }

    /** What was forgotten or read by somebody else meanwhile is left as it is. */
    @Scheduled(fixedRate = READ_EVERY_MILLIS)
    void read() {
        var before = Map.copyOf(known.asMap());
        if (before.isEmpty()) {
            return;
        }
        var now = store.openings(before.keySet());
        before.forEach((concert, opening) -> {
            var opensAt = Optional.ofNullable(now.get(concert));
            if (!opening.equals(opensAt)) { // for a change keeps it in memory
                known.asMap().replace(concert, opening, opensAt);
            }
        });
    }
}
