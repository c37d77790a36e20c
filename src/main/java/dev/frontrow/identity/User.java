package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.util.Set;

/** An account as the log-in needs it. */
record User(UserId id, String username, String email, String passwordHash, Set<Role> roles, boolean blocked) {

    /** Not its hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
