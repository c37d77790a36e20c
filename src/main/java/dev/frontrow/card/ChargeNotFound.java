package dev.frontrow.card;

import dev.frontrow.shared.Problem;

/** The user has made no such charge by card. */
public final class ChargeNotFound extends Problem {
    ChargeNotFound() {
        super(Kind.NOT_FOUND, "CHARGE_NOT_FOUND");
    }
}
