package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import dev.frontrow.waitingroom.RoomRules.Doors;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * W2, W5, W6, W7, W8, invariant 8: fans come, quit, sleep, come back, pay and lapse on three instances against real
 * Redis, on virtual time; what must hold is checked after each second.
 */
class QueueSimulationIntegrationTests {

    private static final int FANS = 100_000;
    private static final int ARRIVAL_STEPS = 20;
    private static final int MOST_STEPS = 600;
    private static final int CAPACITY = 8_000;
    private static final int PER_MINUTE = 60_000;
    private static final Duration SESSION = Duration.ofSeconds(12);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int MOST_CALLS_PER_STEP = 20;
    private static final int SAMPLES = 10;

    private final RoomRules rules =
            new RoomRules(new Policy.Slots(CAPACITY, PER_MINUTE), SESSION, GRACE, Doors.OPEN, null);
    private final VirtualRoom room = new VirtualRoom(TestServer.shared(), rules);
    private final Random random = new Random(2026);
    private final SimulatedSale sale = new SimulatedSale(room, FANS, ARRIVAL_STEPS, random);
    private final Map<Long, Long> lastPositions = new HashMap<>();
    private long serving;

    @Test
    void aWholeSaleKeepsItsPromisesInEverySecond() throws Exception {
        int step = 0;
        for (; step < MOST_STEPS && !sale.isOver(); step++) {
            room.at(Duration.ofSeconds(step));
            sale.act(step);
            check(callIn(), step * 1_000L);
        }
        assertThat(sale.isOver()).as("all had their turn by step %d", step).isTrue();
        assertThat(sale.finished).as("nobody is lost").isEqualTo(FANS);
        assertThat(room.instance(0).tick(room.id, rules).waiting()).isZero();
    }

    /** All three at once, until nothing is left to do. */
    private RoomState callIn() throws Exception {
        for (int calls = 0; calls < MOST_CALLS_PER_STEP; calls++) {
            var seen = Racers.atOnce(3, i -> room.instance(i).tick(room.id, rules));
            if (seen.stream().noneMatch(RoomState::more)) {
                return room.instance(calls).tick(room.id, rules);
            }
        }
        throw new AssertionError("calling in does not end");
    }

    private void check(RoomState state, long millis) {
        var called = room.held(false);
        var inside = room.held(true);

        assertThat(state.inside()).isEqualTo(called.size() + inside.size()).isLessThanOrEqualTo(CAPACITY);
        assertThat(called.values()).allMatch(until -> millis < until && until <= millis + GRACE.toMillis());
        assertThat(inside.values()).allMatch(until -> millis < until && until <= millis + SESSION.toMillis());

        var fresh = called.keySet().stream()
                .filter(number -> !sale.called.get(number.intValue()))
                .toList();
        assertThat(fresh.size()).as("rate").isLessThanOrEqualTo(PER_MINUTE / 60);
        fresh.forEach(sale::called);

        assertThat(state.serving()).isGreaterThanOrEqualTo(serving);
        serving = state.serving();
        assertThat(sale.called.length() - 1).as("none before the turn").isLessThanOrEqualTo((int) serving);
        var first = sale.waiting.nextSetBit(0);
        assertThat(first < 0 || first > serving).as("nobody was passed over").isTrue();
        assertThat(state.waiting()).isEqualTo(sale.waiting.cardinality() + sale.back.cardinality());
        samplePositions();
    }

    /** A position is the number of those in line up to there, and never gets worse. */
    private void samplePositions() {
        for (int sample = 0; sample < SAMPLES && !sale.waiting.isEmpty(); sample++) {
            long number = sale.waiting.nextSetBit(random.nextInt(sale.waiting.length()));
            var position = room.look(sale.token(number)).position();
            assertThat(position).isEqualTo(sale.waiting.get(0, (int) number + 1).cardinality());
            assertThat(position).isLessThanOrEqualTo(lastPositions.getOrDefault(number, Long.MAX_VALUE));
            lastPositions.put(number, position);
        }
    }
}
