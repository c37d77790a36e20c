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
     * @param estimate null while it is not known (W9)
     * @param until the place is kept so long
     * @param takenOver the account has asked for its place again since the token was given: on another device, or in
     *     another tab (W14)
     * @param opensIn how long until the room opens; null once it is open
     */
    record Waiting(
            long position,
            @Nullable Estimate estimate,
            Instant until,
            boolean takenOver,
            @Nullable Duration opensIn) implements Place {

        private static final Duration NEAR = Duration.ofSeconds(1);
        private static final Duration FAR = Duration.ofSeconds(30);
        /** Ten looks on the way to the front are enough. */
        private static final int LOOKS = 10;
        /** Stands in for the rate while none was seen. */
        private static final int POSITIONS_PER_SECOND = 100;

        /** When to ask again: it grows with the distance to the opening, then with that to the front (W3). */
        public Duration pollAfter() {
            var distance = distance();
            return distance.compareTo(NEAR) < 0 ? NEAR : distance.compareTo(FAR) > 0 ? FAR : distance;
        }

        private Duration distance() {
            if (opensIn != null) {
                return Duration.ofSeconds(opensIn.dividedBy(LOOKS).toSeconds());
            }
            return estimate == null
                    ? Duration.ofSeconds(position / POSITIONS_PER_SECOND)
                    : Duration.ofSeconds(estimate.likely().dividedBy(LOOKS).toSeconds());
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
