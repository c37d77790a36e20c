package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of a place. */
class PlaceTests {

    private static final Instant NOW = Instant.parse("2026-10-15T10:00:00.123Z");

    /** W3 */
    @Test
    void whoIsNearTheFrontAsksEverySecondAndWhoIsFarAwayEveryHalfMinute() {
        assertThat(pollSeconds(1, Duration.ofSeconds(3))).isEqualTo(1);
        assertThat(pollSeconds(100, Duration.ofSeconds(70))).isEqualTo(7);
        assertThat(pollSeconds(100_000, Duration.ofHours(2))).isEqualTo(30);
    }

    /** W3: while no rate was seen the position stands in. */
    @Test
    void withoutAnEstimateThePositionDecidesWhenToAskAgain() {
        assertThat(pollSeconds(1, null)).isEqualTo(1);
        assertThat(pollSeconds(1_500, null)).isEqualTo(15);
        assertThat(pollSeconds(1_000_000, null)).isEqualTo(30);
    }

    /** W1 */
    @Test
    void theReportOfAWaitingPlaceSaysWhenItsTurnComes() {
        var told = PlaceReport.of(
                "t", new Place.Waiting(7, Duration.ofMillis(90_500), NOW.plus(Duration.ofHours(24))), NOW);
        assertThat(told.queuePosition()).isEqualTo(7);
        assertThat(told.estimatedWaitTime()).isEqualTo(90);
        assertThat(told.availableAt()).isEqualTo("2026-10-15T10:01:30Z");
        assertThat(told.expiresAt()).isEqualTo("2026-10-16T10:00:00Z");
    }

    /** W1 */
    @Test
    void timesAreToldInWholeSecondsOnceAdmittedToo() {
        var told = PlaceReport.of("t", new Place.Admitted(NOW.plus(Duration.ofMinutes(5))), NOW);
        assertThat(told.availableAt()).isEqualTo("2026-10-15T10:00:00Z");
        assertThat(told.expiresAt()).isEqualTo("2026-10-15T10:05:00Z");
    }

    private static long pollSeconds(long position, @Nullable Duration estimate) {
        return new Place.Waiting(position, estimate, NOW).pollAfter().toSeconds();
    }
}
