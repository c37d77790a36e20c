package dev.frontrow.wallet;

import dev.frontrow.shared.Problem;

/** The wallet holds less than is asked (M3, H6). */
public final class InsufficientBalance extends Problem {
    public InsufficientBalance() {
        super(Kind.INVALID, "INSUFFICIENT_BALANCE");
    }
}
