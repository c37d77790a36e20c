package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** The e-mail is unknown or the password is wrong; the answer does not say which (I2). */
public final class BadCredentials extends Problem {
    BadCredentials() {
        super(Kind.UNAUTHENTICATED, "BAD_CREDENTIALS");
    }
}
