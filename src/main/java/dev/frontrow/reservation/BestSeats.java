package dev.frontrow.reservation;

import dev.frontrow.catalog.SeatPlan;
import dev.frontrow.catalog.SeatRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses seats side by side: in the section that was laid out first, in front, in the middle of the row. Within a row
 * a choice that leaves no single seat over is better than any that does; between rows, such a single seat, or standing
 * far from the middle, counts like sitting farther back.
 */
final class BestSeats {

    /** How many rows farther back somebody is sent rather than to leave a single seat over. */
    private static final int ROWS_PER_ORPHAN = 2;

    /** So many seats off the middle are as good as a row farther back. */
    private static final int SEATS_PER_ROW_BACK = 6;

    private static final Comparator<Block> WITHIN_ROW = Comparator.comparing(Block::leavesOrphan)
            .thenComparingInt(Block::halfSeatsOffMiddle)
            .thenComparingInt(Block::first);
    private static final Comparator<Block> BETWEEN_ROWS = Comparator.comparingInt(Block::section)
            .thenComparingDouble(Block::distance)
            .thenComparingInt(Block::first);

    private BestSeats() {}

    /**
     * What a fan wishes for.
     *
     * @param count seats, at least one
     * @param maxPrice points for each seat; null for any price
     * @param section its name; null for any section
     */
    record Wish(
            int count, @Nullable Long maxPrice, @Nullable String section) {

        private boolean suits(SeatRow row) {
            return (maxPrice == null || row.price() <= maxPrice) && (section == null || section.equals(row.section()));
        }
    }

    /** A row and how far from the front it stands: the place of its section in the layout, and its own in there. */
    private record PlacedRow(SeatRow row, int section, int rowsBack) {}

    /** Seats that could be taken, beginning with the number {@code first}. */
    private record Block(PlacedRow place, int first, int count, boolean leavesOrphan, int halfSeatsOffMiddle) {

        int section() {
            return place.section();
        }

        /** In rows. */
        double distance() {
            return place.rowsBack()
                    + (leavesOrphan ? ROWS_PER_ORPHAN : 0)
                    + halfSeatsOffMiddle / (2.0 * SEATS_PER_ROW_BACK);
        }

        List<Integer> numbers() {
            return IntStream.range(first, first + count).boxed().toList();
        }
    }

    /**
     * Choices that do not overlap, the best first; each is the best there is once those before it are taken.
     *
     * @param limit at most so many
     * @return the numbers of each, ascending; none when nowhere so many free seats that suit stand side by side
     */
    static List<List<Integer>> choose(SeatPlan plan, Wish wish, int limit) {
        var best = new PriorityQueue<>(BETWEEN_ROWS);
        placed(plan.rows())
                .filter(place -> wish.suits(place.row()))
                .flatMap(place -> bestOf(place, plan, wish.count()).stream())
                .forEach(best::add);
        var chosen = new ArrayList<List<Integer>>();
        Set<Integer> gone = new HashSet<>();
        while (chosen.size() < limit && !best.isEmpty()) {
            Block block = best.poll();
            chosen.add(block.numbers());
            gone.addAll(block.numbers());
            bestOf(block.place(), plan.without(gone), wish.count()).ifPresent(best::add);
        }
        return chosen;
    }

    private static Stream<PlacedRow> placed(List<SeatRow> rows) {
        var places = new ArrayList<PlacedRow>(rows.size());
        int section = 0;
        int rowsBack = 0;
        for (SeatRow row : rows) {
            if (!places.isEmpty()) {
                boolean same = places.getLast().row().section().equals(row.section());
                section += same ? 0 : 1;
                rowsBack = same ? rowsBack + 1 : 0;
            }
            places.add(new PlacedRow(row, section, rowsBack));
        }
        return places.stream();
    }

    private static Optional<Block> bestOf(PlacedRow place, SeatPlan plan, int count) {
        Block best = null;
        int begin = place.row().first();
        while (begin <= place.row().last()) {
            int end = begin; // of the free seats from begin on, the first number that is none of them
            while (end <= place.row().last() && plan.free().test(end)) {
                end++;
            }
            for (int first = begin; first + count <= end; first++) {
                Block block = block(place, first, count, first - begin == 1 || end - first - count == 1);
                best = best == null || WITHIN_ROW.compare(block, best) < 0 ? block : best;
            }
            begin = end + 1;
        }
        return Optional.ofNullable(best);
    }

    private static Block block(PlacedRow place, int first, int count, boolean leavesOrphan) {
        int offMiddle = Math.abs(
                2 * first + count - 1 - place.row().first() - place.row().last());
        return new Block(place, first, count, leavesOrphan, offMiddle);
    }
}
