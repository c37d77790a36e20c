package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the performance a request is about. Answers from memory, at most 200 ms old (C6). */
@Service
public class Performances {

    private static final int MAX_IDS_KEPT = 10_000;
    private static final int MAX_DATES_KEPT = 1_000;

    private final Snapshots<PerformanceId, Optional<Performance>> byId;
    private final Snapshots<LocalDate, List<Performance>> byDate;
    private final Clock clock;

    Performances(CatalogStore store, Clock clock) {
        this.byId = new Snapshots<>(MAX_IDS_KEPT, store::performance);
        this.byDate = new Snapshots<>(MAX_DATES_KEPT, store::performancesOn);
        this.clock = clock;
    }

    /**
     * The performance on sale on that date.
     *
     * @param concert may be null when only one concert within the scope plays that day
     * @throws PerformanceNotFound when none is on sale that day
     * @throws ConcertRequired when several concerts play and none is named (C3)
     * @throws dev.frontrow.shared.OutOfScope when the concert named lies outside the scope
     */
    public Performance on(LocalDate date, @Nullable ConcertId concert, Scope scope) {
        var now = clock.instant();
        var onSale = byDate.get(date).stream()
                .filter(performance -> performance.isOnSale(now))
                .filter(performance -> concert == null
                        ? scope.covers(performance.concertId(), performance.ownWaitingRoom())
                        : concert.equals(performance.concertId()))
                .toList();
        if (onSale.isEmpty()) {
            throw new PerformanceNotFound();
        }
        if (onSale.size() > 1) {
            throw new ConcertRequired();
        }
        return within(scope, onSale.getFirst());
    }

    /**
     * The performance with that id, on sale or not.
     *
     * @throws PerformanceNotFound when there is none
     * @throws dev.frontrow.shared.OutOfScope when its concert lies outside the scope
     */
    public Performance byId(PerformanceId id, Scope scope) {
        return within(scope, byId.get(id).orElseThrow(PerformanceNotFound::new));
    }

    /** From now on this instance shows what has just been published. */
    void forget() {
        byId.forget();
        byDate.forget();
    }

    private static Performance within(Scope scope, Performance performance) {
        scope.require(performance.concertId(), performance.ownWaitingRoom());
        return performance;
    }
}
