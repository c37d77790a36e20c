package dev.frontrow.waitingroom;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where somebody stands with a room. */
sealed interface Place {

    /**
     * In line.
     *
     * @param position 1 for the next to enter; before a draw, the last of those waiting: nothing worse can come of it
     * @param soonest nobody comes from there to the front in less
     * @param estimate null while it is not known (W9)
     * @param until the place is kept so long
     * @param takenOver the account has asked for its place again since the token was given: on another device, or in
     *     another tab (W14)
     * @param opensIn how long until the room opens; null once it is open
     */
    record Waiting(
            long position,
            Duration soonest,
            @Nullable Estimate estimate,
            Instant until,
            boolean takenOver,
            @Nullable Duration opensIn)
            implements Place {

        private static final Duration NEAR = Duration.ofSeconds(1);
        private static final Duration FAR = Duration.ofSeconds(30);
        /** Ten looks on the way to the front are enough. */
        private static final int LOOKS = 10;

        /**
         * When to ask again: it grows with the distance to the opening, then with that to the front (W3). As a
         * room gets going the rate seen changes by the second; nobody comes before it can be their turn.
         */
        public Duration pollAfter() {
            return shorter(longer(distance(), NEAR), FAR);
        }

        private Duration distance() {
            if (opensIn != null) {
                return look(opensIn);
            }
            return estimate == null ? soonest : longer(soonest, look(estimate.likely()));
        }

        private static Duration look(Duration way) {
            return Duration.ofSeconds(way.dividedBy(LOOKS).toSeconds());
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
