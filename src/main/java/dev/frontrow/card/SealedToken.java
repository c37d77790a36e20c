package dev.frontrow.card;

/** The provider's token of a payment method as it is kept: readable by {@link TokenSeal} only. */
final class SealedToken {

    private final PaymentMethodId method;
    private final byte[] bytes;

    SealedToken(PaymentMethodId method, byte[] bytes) {
        this.method = method;
        this.bytes = bytes;
    }

    PaymentMethodId method() {
        return method;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }
}
