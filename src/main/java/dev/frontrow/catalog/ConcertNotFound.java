package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** No such concert. */
public final class ConcertNotFound extends Problem {
    public ConcertNotFound() {
        super(Kind.NOT_FOUND, "CONCERT_NOT_FOUND");
    }
}
