package dev.frontrow.waitingroom;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A place as the API tells it (W1, W3).
 *
 * @param participationNumber how many had come by then; with a draw, the number that is drawn (W15)
 * @param queuePosition 1 for the next to enter, 0 once admitted; before the draw how many are waiting, which is the
 *     worst that can come of it
 * @param estimatedWaitTime seconds; by the rate seen, and until there is one, if everybody ahead uses the whole
 *     session; null while nobody is let in
 * @param estimatedWaitRange seconds; the wait lies within in nineteen of twenty cases; null while nobody is let in
 * @param availableAt when the turn comes, by that estimate; before the opening, when the room opens
 * @param expiresAt end of the token while waiting, of the slot once admitted
 * @param pollAfter seconds
 * @param soldOut no seat is left and none is held; whoever stays hopes for refunds or more seats
 * @param takenOver the account has asked for its place again since this token was given, on another device or in
 *     another tab: that one is the active one now, and this token still works (W14)
 */
record PlaceReport(
        String token,
        Status status,
        long participationNumber,
        long queuePosition,
        @Nullable Long estimatedWaitTime,
        @Nullable Range estimatedWaitRange,
        @Nullable Instant availableAt,
        Instant expiresAt,
        long pollAfter,
        boolean soldOut,
        boolean takenOver) {

    /**
     * From so many seconds to so many.
     *
     * @param from seconds
     * @param to seconds
     */
    record Range(long from, long to) {
        static @Nullable Range of(@Nullable Estimate estimate) {
            return estimate == null
                    ? null
                    : new Range(
                            estimate.from().toSeconds(),
                            estimate.to().plusMillis(999).toSeconds());
        }
    }

    enum Status {
        WAITING,
        ADMITTED
    }

    private static final int JITTER = 5;
    /** An admitted client has other calls to make. */
    private static final Duration ADMITTED_POLL = Duration.ofSeconds(30);

    /**
     * Tells a place.
     *
     * @throws QueueTokenExpired when it has ended
     */
    static PlaceReport of(String token, QueueToken seen, Place place, boolean soldOut, Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return switch (place) {
            case Place.Waiting waiting -> {
                var estimate = waiting.estimate();
                yield new PlaceReport(
                        token,
                        Status.WAITING,
                        seen.number(),
                        waiting.position(),
                        estimate == null ? null : estimate.likely().toSeconds(),
                        Range.of(estimate),
                        availableAt(waiting, now),
                        waiting.until().truncatedTo(ChronoUnit.SECONDS),
                        jittered(waiting.pollAfter().toSeconds()),
                        soldOut,
                        waiting.serial() > seen.serial());
            }
            case Place.Admitted(Instant until, int serial) ->
                new PlaceReport(
                        token,
                        Status.ADMITTED,
                        seen.number(),
                        0,
                        0L,
                        new Range(0, 0),
                        second,
                        until.truncatedTo(ChronoUnit.SECONDS),
                        ADMITTED_POLL.toSeconds(),
                        soldOut,
                        serial > seen.serial());
            case Place.Ended() -> throw new QueueTokenExpired();
        };
    }

    private static @Nullable Instant availableAt(Place.Waiting waiting, Instant now) {
        if (waiting.opensIn() != null) {
            return now.plus(waiting.opensIn()).truncatedTo(ChronoUnit.SECONDS);
        }
        return waiting.estimate() == null
                ? null
                : now.plus(waiting.estimate().likely()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Up to a fifth less, so that those who were told at the same time do not ask at the same time. */
    private static long jittered(long seconds) {
        return seconds - ThreadLocalRandom.current().nextLong(seconds / JITTER + 1);
    }
}
