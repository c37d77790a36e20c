package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** W7: so many users per period; the tables are computed by hand. */
class CycleIntegrationTests {

    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final int CAPACITY = 3;

    private final VirtualRoom room = new VirtualRoom(TestServer.shared(), new Policy.Cycle(CAPACITY, PERIOD));

    /** Eight people join at 0 s. */
    @ParameterizedTest
    @CsvSource({
        "1,   0, 300", "2,   0, 300", "3,   0, 300", // first cycle
        "4, 300, 600", "5, 300, 600", "6, 300, 600", // second cycle
        "7, 600, 900", "8, 600, 900" // third cycle, not full
    })
    void placeNEntersAtItsTimeAndIsInsideForOnePeriod(int number, long enters, long leaves) {
        var token = room.line(8).get(number - 1);
        if (enters > 0) {
            assertThat(isInsideAt(enters * 1_000 - 1, token)).isFalse();
            assertThat(room.look(token).position()).isPositive();
        }
        assertThat(isInsideAt(enters * 1_000, token)).isTrue();
        assertThat(room.look(token).inside()).isEqualTo(PERIOD);
        assertThat(isInsideAt(leaves * 1_000 - 1, token)).isTrue();
        assertThat(isInsideAt(leaves * 1_000, token)).isFalse();
    }

    /** The opening is when the first one came, and each period begins and ends with it, whenever the others come. */
    @Test
    void whoComesWhenTheOwnTurnHasBegunEntersAtOnceForTheRestOfThePeriod() {
        at(1_000);
        var line = new ArrayList<>(room.line(2));
        at(200_000);
        line.addAll(room.line(2)); // the third one fits in, the fourth comes in the second cycle
        assertThat(room.inside(line)).containsExactly(1L, 2L, 3L);
        assertThat(room.look(line.get(2)).inside()).isEqualTo(Duration.ofSeconds(101));

        at(301_000);
        assertThat(room.inside(line)).containsExactly(4L);
        at(590_000);
        line.addAll(room.line(1));
        assertThat(room.inside(line)).containsExactly(4L, 5L);
        at(601_000);
        assertThat(room.inside(line)).isEmpty();
    }

    /** Restarts of the count: each row is a join, in seconds, and the number's own cycle. */
    @Test
    void theCountStartsOverOnceEverybodysTimeIsPast() {
        long[][] table = {
            // joins at, enters at, leaves at (s)
            {0, 0, 300},
            {10, 10, 300},
            {299, 299, 300},
            {299, 300, 600}, // the fourth
            {600, 600, 900}, // everybody's time is past: the first again
            {600, 600, 900},
            {700, 700, 900},
            {700, 900, 1200},
            {1199, 1199, 1200},
            {5000, 5000, 5300}, // long after: the first again
            {5000, 5000, 5300},
            {5001, 5001, 5300},
            {5001, 5300, 5600},
            {5001, 5300, 5600},
            {5001, 5300, 5600},
            {5001, 5600, 5900},
        };
        var line = new ArrayList<QueueToken>();
        var times = LongStream.of(0, 10, 299, 300, 599, 600, 700, 899, 900, 1199, 1200, 5000, 5001, 5299, 5300, 5600)
                .toArray();
        for (var time : times) {
            at(time * 1_000);
            for (var row : table) {
                if (row[0] == time) {
                    line.add(room.join());
                }
            }
            var expected = LongStream.rangeClosed(1, line.size())
                    .filter(n -> table[(int) n - 1][1] <= time && time < table[(int) n - 1][2])
                    .boxed()
                    .toList();
            assertThat(room.inside(line)).as("at %d s", time).isEqualTo(expected);
        }
        assertThat(line).extracting(QueueToken::number).doesNotHaveDuplicates();
    }

    /** W6, W7: switching the policy while people wait keeps their order. */
    @Test
    void switchingThePolicyKeepsTheOrder() {
        room.follow(new Policy.Slots(2, null));
        var line = room.line(12);
        assertThat(room.inside(line)).containsExactly(1L, 2L);

        room.follow(new Policy.Cycle(CAPACITY, PERIOD));
        assertThat(room.inside(line)).as("what those in slots leave free").containsExactly(1L, 2L, 3L);
        at(60_000); // the grace of the first two is over, and the second cycle has not come
        assertThat(room.inside(line)).containsExactly(3L, 4L, 5L);
        at(300_000);
        assertThat(room.inside(line)).containsExactly(6L, 7L, 8L);

        room.follow(new Policy.Slots(5, null));
        assertThat(room.inside(line)).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(room.look(line.get(10)).position()).isEqualTo(1);
    }

    /** W7, W12: a changed period or capacity holds from the end of the period that runs. */
    @Test
    void aChangeOfTheCycleThrowsNobodyOutAndKeepsTheOrder() {
        var line = room.line(10);
        at(100_000);
        room.follow(new Policy.Cycle(4, Duration.ofMinutes(1)));
        assertThat(room.inside(line)).containsExactly(1L, 2L, 3L);
        at(300_000);
        assertThat(room.inside(line)).containsExactly(4L, 5L, 6L, 7L);
        at(359_999);
        assertThat(room.inside(line)).containsExactly(4L, 5L, 6L, 7L);
        at(360_000);
        assertThat(room.inside(line)).containsExactly(8L, 9L, 10L);
    }

    /** Invariant 8: nor does a second change while the same period runs. */
    @Test
    void twoChangesWithinAPeriodBothHoldFromItsEnd() {
        var line = room.line(10);
        at(100_000);
        room.follow(new Policy.Cycle(4, PERIOD));
        assertThat(room.inside(line)).containsExactly(1L, 2L, 3L);
        at(150_000);
        room.follow(new Policy.Cycle(4, Duration.ofMinutes(1)));
        assertThat(room.inside(line)).containsExactly(1L, 2L, 3L);
        at(299_999);
        assertThat(room.inside(line)).containsExactly(1L, 2L, 3L);
        at(300_000);
        assertThat(room.inside(line)).containsExactly(4L, 5L, 6L, 7L);
        at(360_000);
        assertThat(room.inside(line)).containsExactly(8L, 9L, 10L);
    }

    /** Nobody's period runs any more, so nobody is waited for. */
    @Test
    void aChangeAfterTheLastPeriodHoldsAtOnce() {
        room.line(3);
        at(100_000);
        room.follow(new Policy.Cycle(4, PERIOD));
        assertThat(room.inside(room.line(1))).isEmpty();
        at(310_000);
        room.follow(new Policy.Cycle(2, PERIOD));
        var line = room.line(1);
        assertThat(room.inside(line)).hasSize(1);
    }

    /** W8: also in cycles, as far as slots are free. */
    @Test
    void whoMissedTheCycleComesBackToTheFront() {
        var line = room.line(8);
        at(300_000);
        assertThat(room.inside(line)).containsExactly(4L, 5L, 6L);
        var back = room.join(line.getFirst().user());
        assertThat(back.number()).isEqualTo(1);
        assertThat(room.look(back).position()).isEqualTo(1);
        at(600_000);
        assertThat(room.inside(line)).containsExactly(1L, 7L, 8L);
    }

    /** W8: the count starts over for them too, so that they have a period and not what is left of one long ago. */
    @Test
    void whoComesBackToAnEmptyRoomIsInsideForOnePeriod() {
        var gone = room.join();
        at(1_799_000);

        var back = room.join(gone.user());
        assertThat(back.number()).isEqualTo(gone.number());
        assertThat(room.inside(List.of(back))).containsExactly(gone.number());
        assertThat(room.look(back).inside()).isEqualTo(PERIOD);

        var next = room.join();
        assertThat(room.inside(List.of(back, next))).containsExactly(gone.number(), next.number());
        assertThat(room.look(next).inside()).isEqualTo(PERIOD);
    }

    private boolean isInsideAt(long millis, QueueToken token) {
        at(millis);
        return !room.inside(List.of(token)).isEmpty();
    }

    private void at(long millis) {
        room.at(Duration.ofMillis(millis));
    }
}
