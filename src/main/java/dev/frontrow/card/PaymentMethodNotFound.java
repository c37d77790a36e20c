package dev.frontrow.card;

import dev.frontrow.shared.Problem;

/** The user has no such payment method, or has it no more. */
public final class PaymentMethodNotFound extends Problem {
    PaymentMethodNotFound() {
        super(Kind.NOT_FOUND, "PAYMENT_METHOD_NOT_FOUND");
    }
}
