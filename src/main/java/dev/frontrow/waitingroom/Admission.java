package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Calls people in, room by room. Every instance does it for the rooms it is asked about: a room that nobody asks about
 * has nobody who could come in.
 */
@Component
class Admission {

    private static final int TICK_MILLIS = 200;
    private static final int COPY_MILLIS = 1000;
    /** One piece is 500 numbers. */
    private static final int MOST_PIECES_PER_TICK = 20;

    private static final int MOST_ROOMS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final RoomStore store;
    private final RuleBook rules;
    private final Waits waits;
    private final RoomRound calling = new RoomRound();
    private final RoomRound copying = new RoomRound();
    private final Cache<RoomId, AtomicReference<RoomState>> rooms = Caches.builder()
            .maximumSize(MOST_ROOMS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    Admission(RoomStore store, RuleBook rules, Waits waits) {
        this.store = store;
        this.rules = rules;
        this.waits = waits;
    }

    /** The room as last seen, at most a tick ago while Redis is there. */
    RoomState of(RoomId room) {
        return rooms.get(room, seenFirst -> new AtomicReference<>(RoomState.UNKNOWN))
                .get();
    }

    /** Every room that this instance is asked about, as last seen. Looking at them all keeps none in memory. */
    Map<RoomId, RoomState> seen() {
        return rooms.asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, room -> room.getValue().get()));
    }

    /** One room as last seen, looked up when nothing of it has been seen yet. */
    RoomState known(RoomId room) {
        var seen = rooms.get(room, seenFirst -> new AtomicReference<>(RoomState.UNKNOWN));
        if (seen.get().equals(RoomState.UNKNOWN)) {
            var first = store.tick(room, rules.of(room));
            if (seen.compareAndSet(RoomState.UNKNOWN, first)) {
                waits.saw(room, first);
            }
        }
        return seen.get();
    }

    /** The room as it is now, or as last seen while Redis is away. */
    RoomState refreshed(RoomId room) {
        try {
            return store.tick(room, rules.of(room));
        } catch (Unavailable away) {
            return of(room);
        }
    }

    @Scheduled(fixedRate = TICK_MILLIS)
    void tick() {
        var all = Map.copyOf(rooms.asMap());
        calling.run(all.keySet(), room -> callIn(room, Objects.requireNonNull(all.get(room))));
    }

    /** What a loss of Redis costs at most is what happened since (W13). */
    @Scheduled(fixedRate = COPY_MILLIS)
    void copy() {
        copying.run(Set.copyOf(rooms.asMap().keySet()), room -> store.copy(room, rules.of(room)));
    }

    private void callIn(RoomId room, AtomicReference<RoomState> seen) {
        for (int piece = 0; piece < MOST_PIECES_PER_TICK; piece++) {
            var state = store.tick(room, rules.of(room), seen.get());
            seen.set(state);
            waits.saw(room, state);
            if (!state.more()) {
                return;
            }
        }
    }
}
