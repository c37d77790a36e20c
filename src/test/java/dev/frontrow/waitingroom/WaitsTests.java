package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** O2: how long those waited who were called in during the last minute. */
class WaitsTests {

    private static final Instant OPENING = Instant.parse("2026-10-15T10:00:00Z");
    private static final RoomRules RULES = new RoomRules(
            new Policy.Slots(10, null), Duration.ofMinutes(5), Duration.ofSeconds(60), RoomRules.Doors.OPEN, OPENING);

    private final MovableClock clock = new MovableClock();
    private final Waits waits = new Waits(clock);

    @Test
    void nothingIsKnownWhereNobodyWasCalled() {
        assertThat(median()).isNull();
        at(0, 10, 0);
        at(5, 20, 0);
        assertThat(median()).isNull();
    }

    @Test
    void theOneInTheMiddleWaitedAsLongAsTheMedian() {
        at(0, 0, 0);
        at(10, 50, 0);
        at(20, 100, 0);
        at(70, 100, 40);
        at(80, 100, 80);
        assertThat(median()).as("turn 40 of 1 to 80").isEqualTo(Duration.ofSeconds(60));
        at(135, 100, 100);
        assertThat(median()).as("turn 70 of 41 to 100").isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoIsCalledAtOnceDidNotWait() {
        at(0, 0, 0);
        at(10, 7, 7);
        assertThat(median()).isEqualTo(Duration.ZERO);
    }

    @Test
    void whoCameBeforeThisInstanceLookedHasWaitedItCannotTellHowLong() {
        at(0, 100, 0);
        at(10, 100, 50);
        assertThat(median()).isNull();
    }

    @Test
    void whatWasCalledLongAgoDoesNotCount() {
        at(0, 0, 0);
        at(10, 7, 7);
        clock.stopAt(OPENING.plusSeconds(100));
        assertThat(median()).isNull();
    }

    /** W15: before the opening nobody could be called. */
    @Test
    void whoWasDrawnHasWaitedSinceTheOpening() {
        at(5, 100, 0);
        at(30, 100, 100);
        var draw = new Draw(Draw.newSeed());
        var drawn = new RoomDraw.Drawn(draw, draw.among(100), OPENING);
        var state = new RoomState(100, 100, 0, 0, 0, 0, Duration.ZERO, false, 0, Duration.ZERO, drawn);
        assertThat(waits.median(RoomId.LOBBY, state, RULES)).isEqualTo(Duration.ofSeconds(30));
    }

    private void at(int second, long issued, long serving) {
        clock.stopAt(OPENING.plusSeconds(second));
        waits.saw(RoomId.LOBBY, state(issued, serving));
    }

    private @Nullable Duration median() {
        return waits.median(RoomId.LOBBY, state(0, 0), RULES);
    }

    private static RoomState state(long issued, long serving) {
        return new RoomState(issued, serving, 0, 0, 0, 0, Duration.ZERO, false, 0, Duration.ZERO, null);
    }
}
