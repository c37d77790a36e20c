package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** Somebody signed up with this e-mail before (I1). */
public final class EmailTaken extends Problem {
    EmailTaken() {
        super(Kind.CONFLICT, "EMAIL_TAKEN");
    }
}
