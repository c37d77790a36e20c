package dev.frontrow.wallet;

import dev.frontrow.shared.Problem;

/** Wallets are charged by card only here (P5). */
public final class PaymentMethodRequired extends Problem {
    PaymentMethodRequired() {
        super(Kind.INVALID, "PAYMENT_METHOD_REQUIRED");
    }
}
