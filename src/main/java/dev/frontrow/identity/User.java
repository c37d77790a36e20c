package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * An account as the log-in needs it.
 *
 * @param tokensFrom a whole second; tokens issued before are worth nothing
 */
record User(
        UserId id,
        String username,
        String email,
        String passwordHash,
        Set<Role> roles,
        boolean blocked,
        Instant tokensFrom) {

    /** Somebody who was not there before. */
    static User created(UserId id, String username, String email, String passwordHash, Set<Role> roles) {
        return new User(id, username, email, passwordHash, roles, false, Instant.EPOCH);
    }

    /** Not its hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
