package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** W9: the estimate comes from what was seen. */
class RoomStateTests {

    @Test
    void whereNobodyWasCalledInNothingIsKnown() {
        assertThat(seen(0, Duration.ofMinutes(5)).timeFor(10)).isNull();
    }

    @Test
    void theWaitIsThePositionAtTheRateSeen() {
        assertThat(seen(600, Duration.ofMinutes(5)).timeFor(60)).isEqualTo(Duration.ofSeconds(30));
    }

    /** Whoever comes right after the opening is not told that all will go as fast. */
    @Test
    void aBurstIsNoRateYet() {
        assertThat(seen(500, Duration.ofMillis(200)).timeFor(500)).isEqualTo(Duration.ofMinutes(1));
    }

    private static RoomState seen(long admissions, Duration within) {
        return new RoomState(0, 0, 0, 0, 0, admissions, within, false);
    }
}
