package dev.frontrow.wallet;

import dev.frontrow.shared.Problem;

/** Not a whole amount from 1 to 10,000,000, or it would lift the balance above 1,000,000,000 (P1). */
public final class InvalidChargeAmount extends Problem {
    public InvalidChargeAmount() {
        super(Kind.INVALID, "INVALID_CHARGE_AMOUNT");
    }
}
