package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The reservation was paid before (M3, M5). */
public final class AlreadyPaid extends Problem {
    AlreadyPaid() {
        super(Kind.CONFLICT, "ALREADY_PAID");
    }
}
