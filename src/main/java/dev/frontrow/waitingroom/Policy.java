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

    /** How long at least it takes until whoever stands at that position is called in, as far as the policy tells. */
    Duration soonest(long position);

    /**
     * At most so many inside at once; a slot frees on payment, leave and expiry.
     *
     * @param admitPerMinute null for no limit on top
     */
    record Slots(int capacity, @Nullable Integer admitPerMinute) implements Policy {

        /** Nobody chooses, holds and pays in less on average. */
        private static final int SHORTEST_STAY_SECONDS = 5;
        /** A small room is not worth being late for. */
        private static final int AT_LEAST_PER_SECOND = 100;

        private static final double MILLIS_PER_MINUTE = 60_000;
        private static final int MILLIS_PER_SECOND = 1_000;

        @Override
        public Kind kind() {
            return Kind.SLOTS;
        }

        @Override
        public Duration soonest(long position) {
            long bySlots = position / Math.max(AT_LEAST_PER_SECOND, capacity / SHORTEST_STAY_SECONDS);
            long byLimit = (long) ((position - 1) * millisApart() / MILLIS_PER_SECOND);
            return Duration.ofSeconds(Math.max(bySlots, byLimit));
        }

        /** From one admission to the next, by the limit alone. */
        double millisApart() {
            return admitPerMinute == null ? 0 : MILLIS_PER_MINUTE / admitPerMinute;
        }
    }

    /** So many per period: place n may enter at opening + ⌊(n−1)/capacity⌋ × period and is inside for one period. */
    record Cycle(int capacity, Duration period) implements Policy {
        @Override
        public Kind kind() {
            return Kind.CYCLE;
        }

        @Override
        public Duration soonest(long position) {
            return period.multipliedBy(Math.max(0, (position - 1) / Math.max(1, capacity) - 1));
        }
    }
}
