package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.catalog.SeatPlan;
import dev.frontrow.catalog.SeatRow;
import dev.frontrow.reservation.BestSeats.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which seats are the best ones, whatever the hall and whoever sits there already. */
class BestSeatsTests {

    private static final int CHOICES = 5;

    /** A hall, the seats that are taken, and what a fan wishes. */
    record Question(SeatPlan plan, int seats, Wish wish) {

        boolean isFree(int number) {
            return number >= 1 && number <= seats && plan.free().test(number);
        }

        List<SeatRow> suitable() {
            return plan.rows().stream()
                    .filter(row -> wish.maxPrice() == null || row.price() <= wish.maxPrice())
                    .filter(row -> wish.section() == null || wish.section().equals(row.section()))
                    .toList();
        }

        SeatRow rowOf(int number) {
            return plan.rows().stream()
                    .filter(row -> row.first() <= number && number <= row.last())
                    .findFirst()
                    .orElseThrow();
        }

        /** Every block of free seats side by side in that row. */
        List<List<Integer>> blocks(SeatRow row) {
            return IntStream.rangeClosed(row.first(), row.last() - wish.count() + 1)
                    .mapToObj(first ->
                            IntStream.range(first, first + wish.count()).boxed().toList())
                    .filter(block -> block.stream().allMatch(this::isFree))
                    .toList();
        }

        /** Whether taking the block makes a free seat stand alone that did not. */
        boolean leavesOrphan(List<Integer> block) {
            SeatRow row = rowOf(block.getFirst());
            return IntStream.of(block.getFirst() - 1, block.getLast() + 1)
                    .filter(number -> row.first() <= number && number <= row.last() && isFree(number))
                    .anyMatch(number -> IntStream.of(number - 1, number + 1)
                            .filter(next -> row.first() <= next && next <= row.last())
                            .noneMatch(next -> isFree(next) && !block.contains(next)));
        }
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<Integer> sections = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> rows = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> seats = Arbitraries.integers().between(1, 12);
        Arbitrary<Set<Integer>> taken =
                Arbitraries.integers().between(1, 144).set().ofMaxSize(60);
        Arbitrary<Wish> wishes = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(100L, 200L, 300L).injectNull(0.5),
                        Arbitraries.of("A", "B", "C").injectNull(0.7))
                .as(Wish::new);
        return Combinators.combine(sections, rows, seats, taken, wishes).as(BestSeatsTests::question);
    }

    private static Question question(int sections, int rows, int seatsPerRow, Set<Integer> taken, Wish wish) {
        var hall = new ArrayList<SeatRow>();
        for (int section = 0; section < sections; section++) {
            for (int row = 0; row < rows; row++) {
                hall.add(new SeatRow(
                        "ABC".substring(section, section + 1),
                        "" + (row + 1),
                        300 - 100L * section,
                        (section * rows + row) * seatsPerRow + 1,
                        seatsPerRow));
            }
        }
        int seats = sections * rows * seatsPerRow;
        return new Question(new SeatPlan(hall, number -> !taken.contains(number)), seats, wish);
    }

    @Property
    void chosenSeatsAreFreeAndSideBySideAndSuit(@ForAll("questions") Question asked) {
        var chosen = BestSeats.choose(asked.plan(), asked.wish(), CHOICES);
        assertThat(chosen).allSatisfy(block -> {
            assertThat(block).hasSize(asked.wish().count()).allMatch(asked::isFree);
            assertThat(block)
                    .isEqualTo(IntStream.rangeClosed(block.getFirst(), block.getLast())
                            .boxed()
                            .toList());
            SeatRow row = asked.rowOf(block.getFirst());
            assertThat(row.last()).isGreaterThanOrEqualTo(block.getLast());
            assertThat(asked.suitable()).contains(row);
        });
    }

    @Property
    void somethingIsChosenWheneverThereIsSomething(@ForAll("questions") Question asked) {
        boolean any =
                asked.suitable().stream().anyMatch(row -> !asked.blocks(row).isEmpty());
        assertThat(BestSeats.choose(asked.plan(), asked.wish(), 1)).hasSize(any ? 1 : 0);
    }

    @Property
    void choicesDoNotOverlap(@ForAll("questions") Question asked, @ForAll @IntRange(min = 1, max = 8) int limit) {
        var numbers = BestSeats.choose(asked.plan(), asked.wish(), limit).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.size()).isLessThanOrEqualTo(limit * asked.wish().count());
    }

    @Property
    void noSeatIsLeftAloneWhereTheRowHasAnotherChoice(@ForAll("questions") Question asked) {
        for (var block : BestSeats.choose(asked.plan(), asked.wish(), 1)) {
            if (asked.leavesOrphan(block)) {
                assertThat(asked.blocks(asked.rowOf(block.getFirst()))).allMatch(asked::leavesOrphan);
            }
        }
    }

    @Property
    void inItsRowNoBlockThatLeavesAsLittleIsNearerTheMiddle(@ForAll("questions") Question asked) {
        for (var block : BestSeats.choose(asked.plan(), asked.wish(), 1)) {
            SeatRow row = asked.rowOf(block.getFirst());
            assertThat(asked.blocks(row).stream()
                            .filter(other -> asked.leavesOrphan(other) == asked.leavesOrphan(block))
                            .mapToInt(other -> offMiddle(other, row))
                            .min())
                    .hasValue(offMiddle(block, row));
        }
    }

    @Property
    void theFirstSectionWithSuchSeatsIsChosen(@ForAll("questions") Question asked) {
        var sections = asked.suitable().stream()
                .filter(row -> !asked.blocks(row).isEmpty())
                .map(SeatRow::section)
                .collect(Collectors.toList());
        for (var block : BestSeats.choose(asked.plan(), asked.wish(), 1)) {
            assertThat(asked.rowOf(block.getFirst()).section()).isEqualTo(sections.getFirst());
        }
    }

    @Test
    void inAnEmptyHallTheBestAreInFrontInTheMiddle() {
        assertThat(choose(hall(5, 10), 2, 3)).containsExactly(List.of(5, 6), List.of(3, 4), List.of(7, 8));
        assertThat(choose(hall(5, 10), 4, 2)).containsExactly(List.of(4, 5, 6, 7), List.of(14, 15, 16, 17));
    }

    @Test
    void theMiddleOfTheNextRowIsBetterThanTheEndOfALongOne() {
        var plan = hall(2, 40).without(IntStream.rangeClosed(3, 40).boxed().collect(Collectors.toSet()));
        assertThat(choose(plan, 2, 1)).containsExactly(List.of(60, 61));
    }

    @Test
    void aRowFartherBackIsBetterThanASeatLeftAlone() {
        var plan = hall(2, 10).without(Set.of(1, 2, 3, 4, 8, 9, 10));
        assertThat(choose(plan, 2, 1)).containsExactly(List.of(15, 16));
        var onlyThree = hall(1, 3);
        assertThat(choose(onlyThree, 2, 1)).containsExactly(List.of(1, 2));
    }

    private static int offMiddle(List<Integer> block, SeatRow row) {
        return Math.abs(block.getFirst() + block.getLast() - row.first() - row.last());
    }

    private static List<List<Integer>> choose(SeatPlan plan, int count, int limit) {
        return BestSeats.choose(plan, new Wish(count, null, null), limit);
    }

    private static SeatPlan hall(int rows, int seatsPerRow) {
        return question(1, rows, seatsPerRow, Set.of(), new Wish(1, null, null)).plan();
    }
}
