package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** More seats than one user may hold or own of a performance (H5). */
public final class SeatLimitExceeded extends Problem {
    SeatLimitExceeded(int limit) {
        super(Kind.CONFLICT, "SEAT_LIMIT_EXCEEDED", limit);
    }
}
