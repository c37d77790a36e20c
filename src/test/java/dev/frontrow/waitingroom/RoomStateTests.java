package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** W9: the estimate comes from what was seen. */
class RoomStateTests {

    private static final Policy SLOTS = new Policy.Slots(10, null);
    private static final Policy CYCLES = new Policy.Cycle(50, Duration.ofMinutes(5));

    @Test
    void whereNobodyOrHardlyAnybodyWasCalledInNothingIsKnown() {
        assertThat(seen(0, Duration.ofMinutes(5)).estimate(10, 10, SLOTS)).isNull();
        assertThat(seen(2, Duration.ofMinutes(5)).estimate(10, 10, SLOTS)).isNull();
    }

    @Test
    void theWaitIsThePositionAtTheRateSeen() {
        assertThat(likely(seen(600, Duration.ofMinutes(5)).estimate(60, 60, SLOTS)))
                .isEqualTo(Duration.ofSeconds(30));
    }

    /** Whoever comes right after the opening is not told that all will go as fast. */
    @Test
    void aBurstIsNoRateYet() {
        assertThat(likely(opened(500, 500, Duration.ofMillis(200)).estimate(500, 500, SLOTS)))
                .isEqualTo(Duration.ofMinutes(1));
    }

    /** Of 800 called in within 10 s 300 are gone: 30 a second, not 800 a minute. */
    @Test
    void inTheFirstMinuteTheRateAtWhichPeopleLeaveCountsOnceItIsHigher() {
        assertThat(likely(opened(800, 500, Duration.ofSeconds(10)).estimate(600, 600, SLOTS)))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(likely(opened(502, 500, Duration.ofSeconds(1)).estimate(502, 502, SLOTS)))
                .as("two are no rate")
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(likely(opened(3_001, 3_000, 2_500, Duration.ofMinutes(4)).estimate(600, 600, SLOTS)))
                .as("one who came minutes before the rush does not make it slow")
                .isEqualTo(Duration.ofSeconds(12));
        assertThat(likely(opened(1_000, 510, 100, Duration.ofMinutes(5)).estimate(850, 850, SLOTS)))
                .as("who left in the minutes before did not leave in the last")
                .isEqualTo(Duration.ofSeconds(100));
        assertThat(likely(opened(3, 2, 3, Duration.ofMinutes(5)).estimate(3, 3, SLOTS)))
                .as("two of the last minute are no rate")
                .isEqualTo(Duration.ofMinutes(5));
    }

    /** Free slots that wait for the limit alone are taken at the limit from the first second on. */
    @Test
    void whereOnlyTheLimitHoldsPeopleBackItIsTheRate() {
        var limited = new Policy.Slots(40, 120);
        var young = opened(9, 9, Duration.ofMillis(4_600));
        assertThat(likely(young.estimate(9, 9, limited))).isEqualTo(Duration.ofMillis(4_500));
        assertThat(likely(young.estimate(31, 31, limited))).isEqualTo(Duration.ofMillis(15_500));
        assertThat(likely(young.estimate(40, 40, limited)))
                .as("nine have to wait for somebody who leaves")
                .isEqualTo(Duration.ofMillis(75_500));
        assertThat(likely(opened(60, 40, Duration.ofMinutes(1)).estimate(30, 30, limited)))
                .as("no slot is free")
                .isEqualTo(Duration.ofSeconds(30));
    }

    /** W3: while a room gets going nobody is sent away for longer than it may take; later the estimate counts. */
    @Test
    void whenToLookAgainFollowsTheRuleFirstAndTheEstimateOnceItIsKnown() {
        var slots = new Policy.Slots(2_500, null);
        var hour = new Estimate(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        var young = opened(2_500, 2_500, Duration.ofSeconds(3));
        assertThat(young.lookAfter(5_000, slots, hour)).hasSeconds(10);
        assertThat(young.lookAfter(5_000, slots, null)).hasSeconds(10);
        var known = opened(9_000, 3_000, 2_500, Duration.ofMinutes(3));
        assertThat(known.lookAfter(5_000, slots, hour)).hasMinutes(6);
        var quick = new Estimate(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(25));
        assertThat(known.lookAfter(5_000, slots, quick))
                .as("not before it can be their turn")
                .hasSeconds(10);
        var quicker = new Estimate(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(known.lookAfter(5_000, slots, quicker))
                .as("the rate seen is higher than the rule's best")
                .hasSeconds(4);
        assertThat(opened(3_001, 3_000, 2_500, Duration.ofMinutes(4)).lookAfter(5_000, slots, hour))
                .as("one who came minutes before the rush")
                .hasSeconds(10);
        assertThat(cycling(20, Duration.ofMinutes(1)).lookAfter(50, CYCLES, hour))
                .hasMinutes(6);
        assertThat(new Policy.Slots(2_500, 60).soonest(301)).as("one a second").hasMinutes(5);
        assertThat(new Policy.Slots(2_500, 2).soonest(1)).as("the next one").isZero();
        assertThat(drawn(new RoomDraw.Announced("seed")).lookAfter(20_000, slots, null))
                .as("between the opening and the draw no position is known")
                .hasSeconds(2);
    }

    @Test
    void theRangeIsWideWhereLittleWasSeenAndNarrowWhereMuchWas() {
        var little = seen(4, Duration.ofMinutes(4)).estimate(4, 4, SLOTS);
        var much = seen(10_000, Duration.ofMinutes(4)).estimate(10_000, 10_000, SLOTS);
        assertThat(little).isNotNull().satisfies(estimate -> {
            assertThat(estimate.from()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(110));
            assertThat(estimate.to()).isBetween(Duration.ofSeconds(570), Duration.ofSeconds(590));
        });
        assertThat(much).isNotNull().satisfies(estimate -> {
            assertThat(estimate.from()).isGreaterThan(Duration.ofSeconds(230));
            assertThat(estimate.to()).isLessThan(Duration.ofSeconds(250));
        });
    }

    /** W7: number 130 after base 20 is the 110th, in the third cycle, 10 minutes after the opening. */
    @Test
    void inCyclesTheTurnIsKnownFromTheNumberAlone() {
        var state = cycling(20, Duration.ofMinutes(7));
        assertThat(likely(state.estimate(130, 40, CYCLES))).isEqualTo(Duration.ofMinutes(3));
        assertThat(likely(cycling(20, Duration.ofMinutes(-1)).estimate(21, 1, CYCLES)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(likely(state.estimate(100, 1, CYCLES)))
                .as("the turn has come and the room is full")
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(RoomState.UNKNOWN.estimate(1, 1, CYCLES)).isNull();
    }

    /** W7: of 20 + 70 called in two cycles nobody is left after 10 minutes; the 51st from then on waits a period. */
    @Test
    void onceEverybodysTimeIsPastTheCountStartsOverWithTheNextNumber() {
        var past = cycling(20, 90, 90, Duration.ofMinutes(12));
        assertThat(likely(past.estimate(141, 1, CYCLES))).isEqualTo(Duration.ofMinutes(5));
        assertThat(likely(past.estimate(140, 1, CYCLES)))
                .as("of the first cycle")
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(likely(cycling(20, 90, 90, Duration.ofMinutes(9)).estimate(121, 1, CYCLES)))
                .as("the second cycle runs")
                .isEqualTo(Duration.ofMinutes(1));
    }

    private static @Nullable Duration likely(@Nullable Estimate estimate) {
        return estimate == null ? null : estimate.likely();
    }

    private static RoomState seen(long admissions, Duration within) {
        return new RoomState(0, 0, 0, 0, 0, admissions, within, false, 0, Duration.ZERO, null);
    }

    private static RoomState opened(long admissions, long inside, Duration since) {
        return opened(admissions, admissions, inside, since);
    }

    private static RoomState opened(long admissions, long lastMinute, long inside, Duration since) {
        return new RoomState(0, 0, 0, inside, lastMinute, admissions, since, false, 0, Duration.ZERO, null);
    }

    private static RoomState drawn(RoomDraw draw) {
        return new RoomState(0, 0, 0, 0, 0, 0, Duration.ZERO, false, 0, Duration.ZERO, draw);
    }

    private static RoomState cycling(long base, Duration since) {
        return cycling(base, 200, 70, since);
    }

    private static RoomState cycling(long base, long issued, long serving, Duration since) {
        return new RoomState(issued, serving, 0, 0, 0, 0, Duration.ZERO, false, base, since, null);
    }
}
