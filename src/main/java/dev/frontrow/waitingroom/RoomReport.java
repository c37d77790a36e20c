package dev.frontrow.waitingroom;

import dev.frontrow.catalog.Offer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a room. Whoever has a number there can tell the position from it.
 *
 * @param opensAt nobody is called in before; null for a room that has no such time
 * @param issued the last number given out
 * @param serving the last turn called: with a draw it is the rank that counts, otherwise the number
 * @param inside how many hold a slot
 * @param capacity at most so many at once, or per period
 * @param admittedPerMinute how many were called in during the last minute
 * @param soldOut no seat is left and none is held
 * @param concert what is for sale behind this room, over all its concerts
 * @param draw among those who came before the opening; null in a room without one
 */
record RoomReport(
        RoomId roomId,
        State state,
        @Nullable Instant opensAt,
        long issued,
        long serving,
        long inside,
        int capacity,
        long admittedPerMinute,
        boolean soldOut,
        ForSale concert,
        @Nullable Lots draw) {

    /** How things stand with a room. */
    enum State {
        /** Nobody joins or is called in; those inside finish. */
        CLOSED,
        /** People join, and nobody is called in before {@code opensAt}. */
        DRAWING,
        OPEN,
        /** People join and nobody is called in. */
        PAUSED;

        static State of(RoomRules rules, RoomState seen, Instant now) {
            return switch (rules.doors()) {
                case DRAINING -> CLOSED;
                case PAUSED -> PAUSED;
                case OPEN -> rules.isOpen(now) && !seen.isBeforeDraw() ? OPEN : DRAWING;
            };
        }
    }

    /**
     * Seats that can be held now, and what all seats of the performances to come cost.
     *
     * @param priceFrom points; null while no performance is to come
     * @param priceTo points
     */
    record ForSale(
            long remainingSeats,
            @Nullable Long priceFrom,
            @Nullable Long priceTo) {}

    /**
     * All that is needed to check the draw (W15).
     *
     * @param commitment SHA-256 of the seed, in hexadecimal
     * @param seed in hexadecimal; null before the draw
     * @param participants the numbers from 1 to this one were drawn; null before the draw
     * @param rule by which the seed gives the ranks
     */
    record Lots(
            String commitment,
            @Nullable String seed,
            @Nullable Long participants,
            String rule) {

        static @Nullable Lots of(@Nullable RoomDraw draw) {
            return switch (draw) {
                case null -> null;
                case RoomDraw.Announced(String commitment) -> new Lots(commitment, null, null, Draw.RULE);
                case RoomDraw.Drawn drawn ->
                    new Lots(drawn.commitment(), drawn.draw().revealed(), drawn.participants(), Draw.RULE);
            };
        }
    }

    static RoomReport of(RoomId room, RoomState state, RoomRules rules, Offer offer, Instant now) {
        return new RoomReport(
                room,
                State.of(rules, state, now),
                rules.opensAt(),
                state.issued(),
                state.serving(),
                state.inside(),
                rules.policy().capacity(),
                state.admittedLastMinute(),
                offer.soldOut(),
                new ForSale(offer.remainingSeats(), offer.priceFrom(), offer.priceTo()),
                Lots.of(state.draw()));
    }
}
