package dev.frontrow.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** The concerts fans can see. Answers from memory, at most 200 ms old (C6). */
@Service
public class Concerts {

    private static final int MAX_CONCERTS_KEPT = 10_000;
    private static final String ALL = "all";

    private final Snapshots<String, Programme> toCome;
    private final Snapshots<ConcertId, Optional<Concert>> byId;
    /** Asked about by every join and payment, and without the seats, which take long to count in a large hall. */
    private final Snapshots<ConcertId, Optional<Boolean>> ownRooms;
    /** The same as read last, for as long as PostgreSQL is away. */
    private final Cache<ConcertId, Optional<Boolean>> ownRoomsKnown =
            Caches.builder().maximumSize(MAX_CONCERTS_KEPT).build();

    private final CatalogStore store;
    private final Openings openings;
    private final Clock clock;

    Concerts(CatalogStore store, Openings openings, JsonMapper mapper, Clock clock) {
        this.store = store;
        this.openings = openings;
        this.clock = clock;
        this.toCome = new Snapshots<>(1, all -> {
            var now = clock.instant();
            return new Programme(store.concertsToCome(now), now, mapper);
        });
        this.byId = new Snapshots<>(MAX_CONCERTS_KEPT, id -> store.concert(id, clock.instant()));
        this.ownRooms = new Snapshots<>(MAX_CONCERTS_KEPT, store::hasOwnWaitingRoom);
    }

    /**
     * Whether fans wait for that concert in a room of its own instead of the service-wide one. While PostgreSQL is
     * away: as last known.
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn
     */
    public boolean hasOwnWaitingRoom(ConcertId id) {
        return ownRoom(id).orElseThrow(ConcertNotFound::new);
    }

    private Optional<Boolean> ownRoom(ConcertId id) {
        var known = ownRoomsKnown.getIfPresent(id);
        var read = Outage.orKnown(known, () -> ownRooms.get(id));
        if (!read.equals(known)) {
            ownRoomsKnown.put(id, read);
        }
        return read;
    }

    /**
     * When the first of the concert's performances goes or went on sale; empty while it has none. At most half a second
     * old, except while PostgreSQL is away: then as last known.
     */
    public Optional<Instant> opensAt(ConcertId id) {
        return openings.of(id);
    }

    /** What is left to buy within the scope; nothing where there is no concert. */
    public Offer offer(Scope scope) {
        var now = clock.instant();
        return switch (scope) {
            case Scope.OneConcert(ConcertId only) ->
                Offer.of(byId.get(only).stream().toList(), now);
            case Scope.EveryConcert(), Scope.LobbyConcerts() -> Offer.of(within(scope, null), now);
        };
    }

    /** Every concert with a performance yet to come (C1). */
    Programme toCome() {
        return toCome.get(ALL);
    }

    /** Every concert that is not withdrawn, the newest first, for organizers: read anew each time. */
    List<Concert> all() {
        return store.everyConcert(clock.instant());
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
     * One concert, or empty when there is none.
     *
     * @throws dev.frontrow.shared.OutOfScope when it lies outside the scope
     */
    Optional<Concert> find(ConcertId id, Scope scope) {
        var concert = byId.get(id);
        concert.ifPresent(found -> scope.require(id, found.ownWaitingRoom()));
        return concert;
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
                toCome().concerts().stream()
                        .filter(concert -> scope.covers(concert.id(), concert.ownWaitingRoom()))
                        .toList();
        };
    }

    /** From now on this instance shows what has just been published. */
    void forget(ConcertId changed) {
        toCome.forget();
        byId.forget();
        ownRooms.forget();
        openings.forget(changed);
    }

    private Concert named(ConcertId id, Scope scope) {
        return find(id, scope).orElseThrow(ConcertNotFound::new);
    }
}
