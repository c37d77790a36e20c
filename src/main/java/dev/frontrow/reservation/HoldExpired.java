package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The hold's time was over (H7, M3). */
public final class HoldExpired extends Problem {
    HoldExpired() {
        super(Kind.GONE, "HOLD_EXPIRED");
    }
}
