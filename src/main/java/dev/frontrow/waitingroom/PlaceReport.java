package dev.frontrow.waitingroom;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A place as the API tells it (W1, W3).
 *
 * @param queuePosition 1 for the next to enter, 0 once admitted
 * @param estimatedWaitTime seconds; null while unknown
 * @param availableAt when the turn comes, by that estimate
 * @param expiresAt end of the token while waiting, of the slot once admitted
 * @param pollAfter seconds
 */
record PlaceReport(
        String token,
        Status status,
        long queuePosition,
        @Nullable Long estimatedWaitTime,
        @Nullable Instant availableAt,
        Instant expiresAt,
        long pollAfter) {

    enum Status {
        WAITING,
        ADMITTED
    }

    /** An admitted client has other calls to make. */
    private static final Duration ADMITTED_POLL = Duration.ofSeconds(30);

    /**
     * Tells a place.
     *
     * @throws QueueTokenExpired when it has ended
     */
    static PlaceReport of(String token, Place place, Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return switch (place) {
            case Place.Waiting waiting -> {
                var estimate = waiting.estimate();
                yield new PlaceReport(
                        token,
                        Status.WAITING,
                        waiting.position(),
                        estimate == null ? null : estimate.toSeconds(),
                        estimate == null ? null : second.plus(estimate.truncatedTo(ChronoUnit.SECONDS)),
                        waiting.until().truncatedTo(ChronoUnit.SECONDS),
                        waiting.pollAfter().toSeconds());
            }
            case Place.Admitted(Instant until) ->
                new PlaceReport(
                        token,
                        Status.ADMITTED,
                        0,
                        0L,
                        second,
                        until.truncatedTo(ChronoUnit.SECONDS),
                        ADMITTED_POLL.toSeconds());
            case Place.Ended() -> throw new QueueTokenExpired();
        };
    }
}
