package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** The queue token of the parameter has ended or is past its time (W4). */
public final class TokenExpired extends Problem {
    TokenExpired() {
        super(Kind.UNAUTHENTICATED, "TOKEN_EXPIRED");
    }
}
