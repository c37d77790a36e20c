package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.frontrow.shared.Caches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long those waited who were called in of late, for organizers. Nothing is kept of any of them: turns are called in
 * order, so whoever stands in the middle of the last minute's waited as long as their median, and when that turn was
 * given and called is read off the room's counters over time. Each instance knows what it has seen itself.
 */
@Component
class Waits {

    private static final Duration OF_LATE = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofSeconds(1);
    /** Two hours of a room in which something happens every second. */
    private static final int MOST_LOOKS = 7_200;

    private static final int MOST_ROOMS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private record Look(Instant at, long issued, long serving) {}

    private final Clock clock;
    private final LoadingCache<RoomId, Deque<Look>> rooms = Caches.builder()
            .maximumSize(MOST_ROOMS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build(room -> new ArrayDeque<>());

    Waits(Clock clock) {
        this.clock = clock;
    }

    /** Notes what has become of the room, once a second at most and unless it is as it was. */
    void saw(RoomId room, RoomState state) {
        var now = clock.instant();
        var looks = rooms.get(room);
        synchronized (looks) {
            var last = looks.peekLast();
            if (last != null && isSame(last, state, now)) {
                return;
            }
            if (looks.size() == MOST_LOOKS) {
                looks.removeFirst();
            }
            looks.addLast(new Look(now, state.issued(), state.serving()));
        }
    }

    private static boolean isSame(Look last, RoomState state, Instant now) {
        return (last.issued() == state.issued() && last.serving() == state.serving())
                || now.isBefore(last.at().plus(APART));
    }

    /**
     * The median of those called in during the last minute; those drawn at the opening have waited since then.
     *
     * @return null where nobody was called, and where it is not known when the turn in the middle was given: this
     *     instance did not see it, or the opening at which it was drawn has been moved away
     */
    @Nullable
    Duration median(RoomId room, RoomState state, RoomRules rules) {
        var looks = rooms.get(room);
        synchronized (looks) {
            var serving = looks.isEmpty() ? 0 : looks.getLast().serving();
            var before = servingBefore(looks, clock.instant().minus(OF_LATE));
            if (serving <= before) {
                return null;
            }
            var middle = before + (serving - before + 1) / 2;
            var given = isDrawn(middle, state)
                    ? Optional.ofNullable(rules.opensAt())
                    : first(looks, look -> look.issued() >= middle)
                            .filter(at -> looks.getFirst().issued() < middle);
            return given.flatMap(from ->
                            first(looks, look -> look.serving() >= middle).map(at -> Duration.between(from, at)))
                    .filter(wait -> !wait.isNegative())
                    .orElse(null);
        }
    }

    private static boolean isDrawn(long turn, RoomState state) {
        return state.draw() instanceof RoomDraw.Drawn drawn && turn <= drawn.participants();
    }

    private static long servingBefore(Deque<Look> looks, Instant then) {
        var serving = looks.isEmpty() ? 0 : looks.getFirst().serving();
        for (var look : looks) {
            if (look.at().isAfter(then)) {
                break;
            }
            serving = look.serving();
        }
        return serving;
    }

    private static Optional<Instant> first(Deque<Look> looks, Predicate<Look> wanted) {
        return looks.stream().filter(wanted).map(Look::at).findFirst();
    }
}
