package dev.frontrow.waitingroom;

import java.time.Instant;

/** How far a room's draw is (W15). */
sealed interface RoomDraw {

    /** SHA-256 of the seed, in lower-case hexadecimal; public from the start. */
    String commitment();

    /** Committed to; how many take part is not fixed yet, and the seed is in PostgreSQL only. */
    record Announced(String commitment) implements RoomDraw {}

    /**
     * Drawn, for good: all of it is public.
     *
     * @param drawnAt when the number of participants was fixed
     */
    record Drawn(Draw draw, long participants, Instant drawnAt) implements RoomDraw {
        @Override
        public String commitment() {
            return draw.commitment();
        }

        DrawnOrder order() {
            return draw.among(participants);
        }
    }
}
