package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** The password is right, but an organizer blocked the account (O5). */
public final class AccountBlocked extends Problem {
    AccountBlocked() {
        super(Kind.FORBIDDEN, "ACCOUNT_BLOCKED");
    }
}
