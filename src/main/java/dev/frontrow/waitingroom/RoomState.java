package dev.frontrow.waitingroom;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as an instance last saw it.
 *
 * @param issued the last number given out
 * @param serving the last turn called; without a draw a number's turn is the number itself
 * @param inside how many hold a slot
 * @param admissions how many were called in within {@code seen}
 * @param more whether slots and people are left after a full piece of work
 * @param base where people enter in cycles, the last turn before the count of them began
 * @param cycling where people enter in cycles, for how long; negative before that
 * @param draw what becomes of the numbers given before the opening; null in a room without a draw
 */
record RoomState(
        long issued,
        long serving,
        long waiting,
        long inside,
        long admittedLastMinute,
        long admissions,
        Duration seen,
        boolean more,
        long base,
        Duration cycling,
        @Nullable RoomDraw draw) {

    static final RoomState UNKNOWN = new RoomState(0, 0, 0, 0, 0, 0, Duration.ZERO, false, 0, Duration.ZERO, null);

    /** Where the answer of {@code tick.lua} says among how many was drawn; -1 before. */
    private static final int DRAWN = 10;
    /** And how many are to be drawn; -1 before the opening. */
    private static final int FROZEN = 11;

    /** A burst of admissions, such as at the opening, is no rate yet. */
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Nor are one or two. */
    private static final int FEWEST_ADMISSIONS = 3;
    /** Of one room's people together, while nobody knows where they stand. */
    private static final int POLLS_PER_SECOND = 10_000;

    /** Admissions are counted in pieces of so long. */
    private static final long SHORTEST_SEEN_MS = 10_000;
    /** Standard deviations on either side, of what was counted and of what is to come. */
    private static final int CONFIDENCE = 2;

    static boolean isToBeDrawn(List<Long> answer) {
        return drawn(answer) == -1 && frozen(answer) >= 0;
    }

    static long drawn(List<Long> answer) {
        return answer.get(DRAWN);
    }

    static long frozen(List<Long> answer) {
        return answer.get(FROZEN);
    }

    static RoomState of(List<Long> answer, @Nullable RoomDraw draw) {
        return new RoomState(
                answer.get(0),
                answer.get(1),
                answer.get(2),
                answer.get(3),
                answer.get(4),
                answer.get(5),
                Duration.ofMillis(answer.get(6)),
                answer.get(7) == 1,
                answer.get(8),
                Duration.ofMillis(answer.get(9)),
                draw);
    }

    /** Whether the draw is still to come: nobody has a turn or is called in. */
    boolean isBeforeDraw() {
        return draw instanceof RoomDraw.Announced;
    }

    /** When the number's turn is; {@link RoomDraw#NOT_YET} before the draw. */
    long turn(long number) {
        return draw == null ? number : draw.turn(number);
    }

    /** Whether the number's turn has come. */
    boolean hasCalled(long number) {
        return turn(number) <= serving;
    }

    /** No number above this one has been called: what is known of a place whose number is not known. */
    long highestCalled() {
        return draw instanceof RoomDraw.Drawn drawn ? Math.max(drawn.participants(), serving) : serving;
    }

    /** When that number's turn comes; null when that is not known (W9). */
    @Nullable
    Estimate estimate(long number, long position, Policy policy) {
        return switch (policy) {
            case Policy.Slots slots -> byRate(position, slots);
            case Policy.Cycle cycle -> byCycles(turn(number), cycle);
        };
    }

    /**
     * How long somebody need not look, whole seconds: no longer than the rule allows at best while the room is getting
     * going. The rate seen is many times too low then, and whoever came back by that would find the slot empty long
     * since. Between an opening and its draw, which lasts as long as PostgreSQL is away, nobody knows a position.
     */
    Duration lookAfter(long position, Policy policy, @Nullable Estimate estimate) {
        if (isBeforeDraw()) {
            return Duration.ofSeconds(position / POLLS_PER_SECOND);
        }
        var soonest = policy.soonest(position);
        if (estimate == null || (policy instanceof Policy.Slots && isGettingGoing())) {
            return soonest;
        }
        long atLeast = Math.min(soonest.toSeconds(), estimate.from().toSeconds());
        return Duration.ofSeconds(
                Math.max(atLeast, Place.onTheWay(estimate.likely()).toSeconds()));
    }

    /** Whether most of the admissions seen are of the last minute. */
    private boolean isGettingGoing() {
        return seen.compareTo(MINUTE) < 0
                || (admittedLastMinute >= FEWEST_ADMISSIONS && 2 * admittedLastMinute > admissions);
    }

    /**
     * That many admissions at the rate seen; while the room gets going, at that of leaving if it is higher. Free slots
     * that wait for nothing but the limit are taken at the limit.
     */
    private @Nullable Estimate byRate(long position, Policy.Slots slots) {
        if (admissions < FEWEST_ADMISSIONS) {
            return null;
        }
        boolean young = isGettingGoing();
        long counted = young ? admittedLastMinute : admissions;
        double perMilli = (double) counted / (young ? MINUTE : seen).toMillis();
        long gone = counted - inside;
        double gonePerMilli = (double) gone / Math.clamp(seen.toMillis(), SHORTEST_SEEN_MS, MINUTE.toMillis());
        if (young && gone >= FEWEST_ADMISSIONS && gonePerMilli > perMilli) {
            counted = gone;
            perMilli = gonePerMilli;
        }
        long free = slots.admitPerMinute() == null ? 0 : Math.clamp(slots.capacity() - inside, 0, position);
        double certain = free * slots.millisApart();
        double likely = (position - free) / perMilli;
        var spread = 1 + CONFIDENCE * Math.sqrt(1.0 / counted + 1.0 / position);
        return new Estimate(
                millis(certain + likely / spread), millis(certain + likely), millis(certain + likely * spread));
    }

    private @Nullable Estimate byCycles(long turn, Policy.Cycle cycle) {
        if (this.equals(UNKNOWN) || isBeforeDraw() || cycle.capacity() == 0) {
            return null;
        }
        boolean startsOver = isPast(cycle) && turn > issued;
        var entry = cycle.period()
                .multipliedBy(Math.floorDiv(turn - (startsOver ? issued : base) - 1, cycle.capacity()))
                .minus(startsOver ? Duration.ZERO : cycling);
        if (entry.isPositive()) {
            return new Estimate(entry, entry, entry);
        }
        // The turn has come and all slots are taken: one of them frees when the period ends, if not before.
        var rest = cycle.period()
                .minusMillis(Math.floorMod(cycling.toMillis(), cycle.period().toMillis()));
        return new Estimate(Duration.ZERO, rest, rest);
    }

    /** Whether everybody's time is past: the count starts over with the next who joins. */
    private boolean isPast(Policy.Cycle cycle) {
        var all = cycle.period().multipliedBy(Math.ceilDiv(issued - base, cycle.capacity()));
        return serving >= issued && cycling.compareTo(all) >= 0;
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
