package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The concerts fans can see. Answers from memory, at most 200 ms old (C6). */
@Service
public class Concerts {

    private static final int MAX_CONCERTS_KEPT = 10_000;
    private static final String ALL = "all";

    private final Snapshots<String, List<Concert>> toCome;
    private final Snapshots<ConcertId, Optional<Concert>> byId;

    Concerts(CatalogStore store, Clock clock) {
        this.toCome = new Snapshots<>(1, all -> store.concertsToCome(clock.instant()));
        this.byId = new Snapshots<>(MAX_CONCERTS_KEPT, id -> store.concert(id, clock.instant()));
    }

    /**
     * Whether fans wait for that concert in a room of its own instead of the service-wide one.
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn
     */
    public boolean hasOwnWaitingRoom(ConcertId id) {
        return byId(id).ownWaitingRoom();
    }

    /** Every concert with a performance yet to come (C1). */
    List<Concert> toCome() {
        return toCome.get(ALL);
    }

    /**
     * One concert (C1).
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn
     */
    Concert byId(ConcertId id) {
        return byId.get(id).orElseThrow(ConcertNotFound::new);
    }

    /**
     * The concerts a request may touch, or the one of them it names (C2).
     *
     * @throws ConcertNotFound when the concert named is unknown
     * @throws dev.frontrow.shared.OutOfScope when the concert named lies outside the scope
     */
    List<Concert> within(Scope scope, @Nullable ConcertId named) {
        if (named != null) {
            return List.of(named(named, scope));
        }
        return switch (scope) {
            case Scope.OneConcert(ConcertId only) -> List.of(named(only, scope));
            case Scope.EveryConcert(), Scope.LobbyConcerts() ->
                toCome().stream()
                        .filter(concert -> scope.covers(concert.id(), concert.ownWaitingRoom()))
                        .toList();
        };
    }

    /** From now on this instance shows what has just been published. */
    void forget() {
        toCome.forget();
        byId.forget();
    }

    private Concert named(ConcertId id, Scope scope) {
        var concert = byId(id);
        scope.require(id, concert.ownWaitingRoom());
        return concert;
    }
}
