package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a place. */
class PlaceTests {

    private static final Instant NOW = Instant.parse("2026-10-15T10:00:00.123Z");

    /** W3 */
    @Test
    void whoIsNearTheFrontAsksEverySecondAndWhoIsFarAwayEveryHalfMinute() {
        assertThat(pollAfter(Duration.ZERO)).hasSeconds(1);
        assertThat(pollAfter(Duration.ofSeconds(7))).hasSeconds(7);
        assertThat(pollAfter(Duration.ofHours(2))).hasSeconds(30);
    }

    /** W3: those who were told at the same time do not come back at the same time. */
    @Test
    void whenToAskAgainVaries() {
        var place = new Place.Waiting(1_000_000, Duration.ofHours(1), null, NOW, 1, null);
        var told = IntStream.range(0, 1_000)
                .mapToLong(
                        i -> PlaceReport.of("t", numbered(1), place, false, NOW).pollAfter())
                .boxed()
                .collect(Collectors.toSet());
        assertThat(told).containsExactlyInAnyOrder(24L, 25L, 26L, 27L, 28L, 29L, 30L);
    }

    /** W7: in slots the fastest sale lets everybody go within 5 s; in cycles nobody enters before a later period. */
    @Test
    void theRuleTellsHowSoonATurnCanCome() {
        assertThat(new Policy.Slots(500, null).soonest(1_500)).hasSeconds(15);
        assertThat(new Policy.Slots(2_500, null).soonest(1_500)).hasSeconds(3);
        assertThat(new Policy.Slots(0, null).soonest(100))
                .as("a small room, or a closed one")
                .hasSeconds(1);
        var cycle = new Policy.Cycle(50, Duration.ofMinutes(5));
        assertThat(cycle.soonest(50)).isZero();
        assertThat(cycle.soonest(100)).as("the next period may begin at once").isZero();
        assertThat(cycle.soonest(101)).hasMinutes(5);
    }

    /** W1 */
    @Test
    void theReportOfAWaitingPlaceSaysWhenItsTurnComes() {
        var told = PlaceReport.of(
                "t",
                numbered(70),
                new Place.Waiting(
                        7,
                        Duration.ofSeconds(9),
                        new Estimate(Duration.ofSeconds(60), Duration.ofMillis(90_500), Duration.ofMillis(120_001)),
                        NOW.plus(Duration.ofHours(24)),
                        2,
                        null),
                false,
                NOW);
        assertThat(told.participationNumber()).isEqualTo(70);
        assertThat(told.queuePosition()).isEqualTo(7);
        assertThat(told.estimatedWaitTime()).isEqualTo(90);
        assertThat(told.estimatedWaitRange()).isEqualTo(new PlaceReport.Range(60, 121));
        assertThat(told.pollAfter()).isBetween(8L, 9L);
        assertThat(told.takenOver()).isTrue();
        assertThat(told.availableAt()).isEqualTo("2026-10-15T10:01:30Z");
        assertThat(told.expiresAt()).isEqualTo("2026-10-16T10:00:00Z");
    }

    /** W1 */
    @Test
    void timesAreToldInWholeSecondsOnceAdmittedToo() {
        var told = PlaceReport.of("t", numbered(1), new Place.Admitted(NOW.plus(Duration.ofMinutes(5)), 1), false, NOW);
        assertThat(told.availableAt()).isEqualTo("2026-10-15T10:00:00Z");
        assertThat(told.expiresAt()).isEqualTo("2026-10-15T10:05:00Z");
    }

    /** W15: people who wait for an opening days ahead ask seldom, and are told when to come back. */
    @Test
    void beforeTheOpeningTheReportSaysWhenThatIs() {
        var place = new Place.Waiting(3, Duration.ZERO, null, NOW.plus(Duration.ofHours(24)), 1, Duration.ofMinutes(2));
        assertThat(place.pollAfter()).hasSeconds(12);
        var told = PlaceReport.of("t", numbered(1), place, false, NOW);
        assertThat(told.availableAt()).isEqualTo("2026-10-15T10:02:00Z");
        assertThat(told.estimatedWaitTime()).isNull();
    }

    private static QueueToken numbered(long number) {
        return new QueueToken(TestRoom.somebody(), RoomId.LOBBY, number, 1, NOW);
    }

    private static Duration pollAfter(Duration lookAfter) {
        return new Place.Waiting(1, lookAfter, null, NOW, 1, null).pollAfter();
    }
}
