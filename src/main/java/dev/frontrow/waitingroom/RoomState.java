package dev.frontrow.waitingroom;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as an instance last saw it.
 *
 * @param issued the last number given out
 * @param serving the last number called
 * @param inside how many hold a slot
 * @param admissions how many were called in within {@code seen}
 * @param more whether slots and people are left after a full piece of work
 */
record RoomState(
        long issued,
        long serving,
        long waiting,
        long inside,
        long admittedLastMinute,
        long admissions,
        Duration seen,
        boolean more) {

    static final RoomState UNKNOWN = new RoomState(0, 0, 0, 0, 0, 0, Duration.ZERO, false);

    /** A burst of admissions, such as at the opening, is no rate yet. */
    private static final Duration SHORTEST_SEEN = Duration.ofMinutes(1);

    static RoomState of(List<Long> answer) {
        return new RoomState(
                answer.get(0),
                answer.get(1),
                answer.get(2),
                answer.get(3),
                answer.get(4),
                answer.get(5),
                Duration.ofMillis(answer.get(6)),
                answer.get(7) == 1);
    }

    /** How long that many admissions take at the rate actually seen; null when none was seen (W9). */
    @Nullable
    Duration timeFor(long position) {
        if (admissions == 0) {
            return null;
        }
        var window = seen.compareTo(SHORTEST_SEEN) < 0 ? SHORTEST_SEEN : seen;
        return Duration.ofMillis(Math.round((double) window.toMillis() * position / admissions));
    }
}
