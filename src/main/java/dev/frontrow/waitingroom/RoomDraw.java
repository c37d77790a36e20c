package dev.frontrow.waitingroom;

import java.time.Instant;

/** How far a room's draw is (W15). */
sealed interface RoomDraw {

    /** Comes after every turn that comes. */
    long NOT_YET = Long.MAX_VALUE;

    /** SHA-256 of the seed, in lower-case hexadecimal; public from the start. */
    String commitment();

    /** When the number's turn is; {@link #NOT_YET} before the draw. */
    long turn(long number);

    /** Committed to; how many take part is not fixed yet, and the seed is in PostgreSQL only. */
    record Announced(String commitment) implements RoomDraw {
        @Override
        public long turn(long number) {
            return NOT_YET;
        }
    }

    /**
     * Drawn, for good: all of it is public.
     *
     * @param drawnAt when the number of participants was fixed
     */
    record Drawn(Draw draw, DrawnOrder order, Instant drawnAt) implements RoomDraw {
        @Override
        public String commitment() {
            return draw.commitment();
        }

        @Override
        public long turn(long number) {
            return order.rank(number);
        }

        long participants() {
            return order.participants();
        }
    }
}
