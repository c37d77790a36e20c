package dev.frontrow.card;

import dev.frontrow.shared.Problem;

/** The provider does not take the card, or does not charge it (P5). */
public final class CardDeclined extends Problem {
    public CardDeclined() {
        super(Kind.UNPROCESSABLE, "CARD_DECLINED");
    }
}
