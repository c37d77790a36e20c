package dev.frontrow.card;

import dev.frontrow.shared.Problem;

/** A user keeps only so many payment methods. */
public final class TooManyPaymentMethods extends Problem {
    TooManyPaymentMethods() {
        super(Kind.CONFLICT, "PAYMENT_METHOD_LIMIT_EXCEEDED");
    }
}
