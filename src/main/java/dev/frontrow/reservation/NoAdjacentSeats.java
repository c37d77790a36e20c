package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** Nowhere are so many free seats side by side, for that price and in that section. */
public final class NoAdjacentSeats extends Problem {
    NoAdjacentSeats(int count) {
        super(Kind.CONFLICT, "NO_ADJACENT_SEATS", count);
    }
}
