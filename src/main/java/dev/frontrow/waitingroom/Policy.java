package dev.frontrow.waitingroom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a room calls people in (W7). */
sealed interface Policy {

    /** The policy without its figures, as requests and tables name it. */
    enum Kind {
        SLOTS(500),
        CYCLE(50);

        private final int usualCapacity;

        Kind(int usualCapacity) {
            this.usualCapacity = usualCapacity;
        }

        /** Where nothing else is configured or set. */
        int usualCapacity() {
            return usualCapacity;
        }
    }

    Kind kind();

    int capacity();

    /**
     * At most so many inside at once; a slot frees on payment, leave and expiry.
     *
     * @param admitPerMinute null for no limit on top
     */
    record Slots(int capacity, @Nullable Integer admitPerMinute) implements Policy {
        @Override
        public Kind kind() {
            return Kind.SLOTS;
        }
    }

    /** So many per period: place n may enter at opening + ⌊(n−1)/capacity⌋ × period and is inside for one period. */
    record Cycle(int capacity, Duration period) implements Policy {
        @Override
        public Kind kind() {
            return Kind.CYCLE;
        }
    }
}
