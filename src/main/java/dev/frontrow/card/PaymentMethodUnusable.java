package dev.frontrow.card;

import dev.frontrow.shared.Problem;

/** The key is lost with which the card's token was sealed: the card is to be added again (P5). */
public final class PaymentMethodUnusable extends Problem {
    PaymentMethodUnusable() {
        super(Kind.UNPROCESSABLE, "PAYMENT_METHOD_UNUSABLE");
    }
}
