package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** The operation wants to know who asks. */
public final class TokenRequired extends Problem {
    TokenRequired() {
        super(Kind.UNAUTHENTICATED, "TOKEN_REQUIRED");
    }
}
