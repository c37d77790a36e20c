package dev.frontrow.catalog;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Where the seats of a performance are, and which of them were free a moment ago (C6).
 *
 * @param rows by the seats' numbers, and so in the order in which the organizer laid them out
 * @param free whether the seat with that number can be held
 */
public record SeatPlan(List<SeatRow> rows, IntPredicate free) {

    /** The same, but for seats that somebody was found to have by now. */
    public SeatPlan without(Set<Integer> taken) {
        return taken.isEmpty() ? this : new SeatPlan(rows, number -> free.test(number) && !taken.contains(number));
    }
}
