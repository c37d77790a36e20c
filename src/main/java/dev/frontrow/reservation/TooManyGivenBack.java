package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The user has given back so many seats of the performance that no more are held before they reopen (H8). */
public final class TooManyGivenBack extends Problem {
    TooManyGivenBack(int limit) {
        super(Kind.CONFLICT, "TOO_MANY_SEATS_GIVEN_BACK", limit);
    }
}
