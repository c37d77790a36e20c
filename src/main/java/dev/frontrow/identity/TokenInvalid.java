package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** The bearer token is not ours, past its time, or its user is blocked (I3, O5). */
public final class TokenInvalid extends Problem {
    TokenInvalid() {
        super(Kind.UNAUTHENTICATED, "TOKEN_INVALID");
    }
}
