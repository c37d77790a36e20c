package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.SeatId;
import dev.frontrow.shared.UserId;
import java.util.List;

/**
 * The hold that a user asks for.
 *
 * @param numbers the seats, ascending, without repetition
 */
record Wanted(UserId user, Performance performance, List<Integer> numbers) {

    /** Whose seats of one performance are counted together (H5). */
    record Buyer(UserId user, PerformanceId performance) {}

    Buyer buyer() {
        return new Buyer(user, performance.id());
    }

    List<SeatId> seats() {
        return numbers.stream()
                .map(number -> SeatId.of(performance.id(), number))
                .toList();
    }
}
