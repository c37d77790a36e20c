package dev.frontrow.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.outbox.OutboxStore.Look;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** E1: whatever the transactions do meanwhile, no event is overlooked. */
class OutboxFloorTests {

    private static final OffsetDateTime SERVER = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    /** What may happen next, to one of the transactions that run where it is about one. */
    enum Step {
        BEGIN,
        TAKE_DOWN,
        COMMIT,
        ROLL_BACK,
        LOOK,
        RELAY
    }

    /** Transactions that write events, as PostgreSQL keeps them apart. */
    private static final class Paper {

        private final OutboxFloor floor = new OutboxFloor();
        private final TreeMap<Long, List<Long>> running = new TreeMap<>();
        private final TreeSet<Long> visible = new TreeSet<>();
        private long transactions = 7;
        private long lastOver = transactions - 1;
        private long ids;

        void take(Step step, int which) {
            switch (step) {
                case BEGIN -> running.put(transactions++, new ArrayList<>());
                case TAKE_DOWN -> {
                    if (!running.isEmpty()) {
                        Objects.requireNonNull(running.get(one(which))).add(++ids);
                    }
                }
                case COMMIT -> {
                    if (!running.isEmpty()) {
                        visible.addAll(over(one(which)));
                    }
                }
                case ROLL_BACK -> {
                    if (!running.isEmpty()) {
                        over(one(which));
                    }
                }
                case LOOK -> look();
                case RELAY -> relay();
            }
        }

        private List<Long> over(long transaction) {
            lastOver = Math.max(lastOver, transaction);
            return Objects.requireNonNull(running.remove(transaction));
        }

        private long one(int which) {
            return new ArrayList<>(running.keySet()).get(Math.floorMod(which, running.size()));
        }

        /** A snapshot leaves out the transactions that run and are younger than all that are over. */
        private void look() {
            var first = visible.higher(floor.id());
            long xmax = lastOver + 1;
            var oldest = running.isEmpty() ? xmax : Math.min(running.firstKey(), xmax);
            floor.looked(new Look(first == null ? 0 : first, oldest, transactions, SERVER));
        }

        private void relay() {
            var batch = new TreeSet<>(visible.tailSet(floor.id(), false));
            if (!batch.isEmpty()) {
                visible.removeAll(batch);
                floor.saw(batch.last());
            }
        }

        /** The lowest id that is or may come to be there. */
        long lowest() {
            var all = new TreeSet<>(visible);
            running.values().forEach(all::addAll);
            return all.isEmpty() ? ids + 1 : all.first();
        }
    }

    @Property
    void theFloorIsBelowEveryEventThatIsOrMayComeToBeThere(
            @ForAll @Size(max = 200) List<Step> steps, @ForAll int seed) {
        var paper = new Paper();
        for (int i = 0; i < steps.size(); i++) {
            paper.take(steps.get(i), seed + 31 * i);
            assertThat(paper.floor.id()).isLessThan(paper.lowest());
        }
    }

    @Test
    void anEventOfATransactionYoungerThanAllThatAreOverIsNotOverlooked() {
        var paper = new Paper();
        paper.look();
        paper.take(Step.BEGIN, 0);
        paper.take(Step.BEGIN, 0);
        paper.take(Step.TAKE_DOWN, 1);
        paper.take(Step.TAKE_DOWN, 0);
        paper.take(Step.COMMIT, 0);
        for (int looks = 0; looks < 4; looks++) {
            paper.look();
        }
        assertThat(paper.floor.id()).isZero();
    }

    @Test
    void twoLooksAfterAnEventWasToldItIsNotLookedForAnyMore() {
        assertThat(afterTwoWereTold().floor.id()).isEqualTo(2);
    }

    @Test
    void anotherPostgresIsLookedThroughFromItsBottom() {
        var paper = afterTwoWereTold();
        paper.floor.looked(new Look(0, 99, 99, SERVER.plusDays(1)));
        assertThat(paper.floor.id()).isZero();
    }

    private static Paper afterTwoWereTold() {
        var paper = new Paper();
        paper.look();
        for (var step : List.of(Step.BEGIN, Step.TAKE_DOWN, Step.TAKE_DOWN, Step.COMMIT, Step.LOOK, Step.RELAY)) {
            paper.take(step, 0);
        }
        paper.look();
        paper.look();
        return paper;
    }
}
