package dev.frontrow.card;

import java.util.UUID;

/**
 * Who keeps the cards and moves the money (P5). Replaced by a bean of this type; without one the sandbox answers.
 * Called on a thread of its own and given up after {@code frontrow.card.provider-timeout}.
 */
public interface PaymentProvider {

    /**
     * Takes a card into the provider's keeping.
     *
     * @return the token that stands for it from now on, which is all that is kept here
     * @throws CardDeclined when the provider does not take it
     */
    String keep(Card card);

    /**
     * Charges a card, once per key: asked again with the same key, it tells what became of the first time.
     *
     * @param token from {@link #keep}
     * @param amount points, which are Korean won
     * @param key the same whenever the same charge is meant
     * @throws CardDeclined which is the same as to answer {@code DECLINED}
     * @throws RuntimeException when the provider does not tell; the charge may have been made or not
     */
    Verdict charge(String token, long amount, UUID key);

    /** What the provider says of a charge. */
    enum Verdict {
        APPROVED,
        DECLINED
    }
}
