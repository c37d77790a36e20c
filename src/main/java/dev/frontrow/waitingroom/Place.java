package dev.frontrow.waitingroom;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where somebody stands with a room. */
sealed interface Place {

    /** Ten looks on the way to the front are enough. */
    int LOOKS = 10;

    /** When to look again on a way of which the rest takes so long, whole seconds. */
    static Duration onTheWay(Duration rest) {
        return Duration.ofSeconds(rest.dividedBy(LOOKS).toSeconds());
    }

    /**
     * In line.
     *
     * @param position 1 for the next to enter; before a draw, the last of those waiting: nothing worse can come of it
     * @param lookAfter how long nothing new is to be expected; not yet between {@code NEAR} and {@code FAR}
     * @param estimate null while it is not known (W9)
     * @param until the place is kept so long
     * @param takenOver the account has asked for its place again since the token was given: on another device, or in
     *     another tab (W14)
     * @param opensIn how long until the room opens; null once it is open
     */
    record Waiting(
            long position,
            Duration lookAfter,
            @Nullable Estimate estimate,
            Instant until,
            boolean takenOver,
            @Nullable Duration opensIn)
            implements Place {

        private static final Duration NEAR = Duration.ofSeconds(1);
        private static final Duration FAR = Duration.ofSeconds(30);

        /** When to ask again: it grows with the distance to the opening, then with that to the front (W3). */
        public Duration pollAfter() {
            return shorter(longer(opensIn == null ? lookAfter : onTheWay(opensIn), NEAR), FAR);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /**
     * Called in.
     *
     * @param until the slot is kept so long
     * @param takenOver as while waiting
     */
    record Admitted(Instant until, boolean takenOver) implements Place {}

    /** Used by a payment, given back, late, or past its time: only asking anew helps. */
    record Ended() implements Place {}
}
