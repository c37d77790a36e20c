package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** Nobody has this id. */
public final class UserNotFound extends Problem {
    UserNotFound() {
        super(Kind.NOT_FOUND, "USER_NOT_FOUND");
    }
}
