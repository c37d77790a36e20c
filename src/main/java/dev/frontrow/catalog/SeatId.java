package dev.frontrow.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.Ids;

/**
 * Which seat of all performances ({@code seatsId} in the API): the performance and the seat's number in one number, so
 * that no table has to be asked which performance a seat belongs to.
 */
public record SeatId(@JsonValue long value) {

    private static final long NUMBERS_PER_PERFORMANCE = 100_000;

    @JsonCreator
    public SeatId {}

    public static SeatId of(PerformanceId performance, int number) {
        return new SeatId(performance.value() * NUMBERS_PER_PERFORMANCE + number);
    }

    public static SeatId valueOf(String text) {
        return new SeatId(Ids.number(text));
    }

    public PerformanceId performance() {
        return new PerformanceId(value / NUMBERS_PER_PERFORMANCE);
    }

    /** The seat's number within its performance, from 1. */
    public int number() {
        return (int) (value % NUMBERS_PER_PERFORMANCE);
    }
}
