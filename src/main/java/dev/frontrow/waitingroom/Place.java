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
     * @param lookAfter how long nothing new is to be expected, whatever a client may be told
     * @param estimate null while it is not known (W9)
     * @param until the place is kept so long
     * @param serial how often the account has asked for the place by now (W14)
     * @param opensIn how long until the room opens; null once it is open
     */
    record Waiting(
            long position,
            Duration lookAfter,
            @Nullable Estimate estimate,
            Instant until,
            int serial,
            @Nullable Duration opensIn)
            implements Place {

        private static final int NEAR_SECONDS = 1;
        private static final int FAR_SECONDS = 30;

        /** When to ask again: it grows with the distance to the opening, then with that to the front (W3). */
        public Duration pollAfter() {
            var after = opensIn == null ? lookAfter : onTheWay(opensIn);
            return Duration.ofSeconds(Math.clamp(after.toSeconds(), NEAR_SECONDS, FAR_SECONDS));
        }
    }

    /**
     * Called in.
     *
     * @param until the slot is kept so long
     * @param serial as while waiting
     */
    record Admitted(Instant until, int serial) implements Place {}

    /** Used by a payment, given back, late, or past its time: only asking anew helps. */
    record Ended() implements Place {}
}
