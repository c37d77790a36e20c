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
     * @throws dev.frontrow.shared.OutOfScope when the concert named lies outside the scope, or all that play
     *     that day do
     */
    public Performance on(LocalDate date, @Nullable ConcertId concert, Scope scope) {
        var onDate = byDate.get(date);
        var playing = playing(onDate, concert, scope);
        requireSomeWithin(scope, concert, onDate);
        return only(onSale(playing), scope);
    }

    /**
     * The same, or the one performance of that date that is not on sale, so that whoever comes too early or too late
     * learns why they cannot book it. One that another instance has just published is found at once.
     */
    public Performance named(LocalDate date, @Nullable ConcertId concert, Scope scope) {
        var onDate = byDate.get(date);
        var playing = playing(onDate, concert, scope);
        if (playing.isEmpty()) {
            onDate = byDate.getFresh(date);
            playing = playing(onDate, concert, scope);
        }
        requireSomeWithin(scope, concert, onDate);
        var onSale = onSale(playing);
        return only(onSale.isEmpty() ? playing : onSale, scope);
    }

    private static List<Performance> playing(List<Performance> onDate, @Nullable ConcertId concert, Scope scope) {
        return onDate.stream()
                .filter(performance -> concert == null
                        ? scope.covers(performance.concertId(), performance.ownWaitingRoom())
                        : concert.equals(performance.concertId()))
                .toList();
    }

    /** Where none is named and only others play that day, one of those is meant. */
    private static void requireSomeWithin(Scope scope, @Nullable ConcertId named, List<Performance> onDate) {
        if (named == null && playing(onDate, null, scope).isEmpty()) {
            onDate.forEach(other -> within(scope, other));
        }
    }

    private List<Performance> onSale(List<Performance> playing) {
        var now = clock.instant();
        return playing.stream().filter(performance -> performance.isOnSale(now)).toList();
    }

    private static Performance only(List<Performance> found, Scope scope) {
        if (found.isEmpty()) {
            throw new PerformanceNotFound();
        }
        if (found.size() > 1) {
            throw new ConcertRequired();
        }
        return within(scope, found.getFirst());
    }

    /**
     * The performance with that id, on sale or not.
     *
     * @throws PerformanceNotFound when there is none
     * @throws dev.frontrow.shared.OutOfScope when its concert lies outside the scope
     */
    public Performance byId(PerformanceId id, Scope scope) {
        return find(id, scope).orElseThrow(PerformanceNotFound::new);
    }

    /**
     * The performance with that id, on sale or not, or empty when there is none.
     *
     * @throws dev.frontrow.shared.OutOfScope when its concert lies outside the scope
     */
    Optional<Performance> find(PerformanceId id, Scope scope) {
        return byId.get(id).map(performance -> within(scope, performance));
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
