package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** The parameter is no queue token of ours (W4). */
public final class TokenNotFound extends Problem {
    TokenNotFound() {
        super(Kind.NOT_FOUND, "TOKEN_NOT_FOUND");
    }
}
