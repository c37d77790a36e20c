package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seats that somebody else has, or that have not reopened yet; names them (H1). */
public final class SeatTaken extends Problem {

    private final transient List<Integer> numbers;

    SeatTaken(List<Integer> numbers) {
        super(Kind.CONFLICT, "SEAT_ALREADY_RESERVED", numbers);
        this.numbers = numbers;
    }

    /** The seats that are not free. */
    List<Integer> numbers() {
        return numbers;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return Map.of("seats", numbers);
    }
}
