package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.Set;

/** A user as organizers see one (O5). */
record Account(UserId userId, String username, String email, Set<Role> roles, boolean blocked, Instant createdAt) {

    boolean isActiveOrganizer() {
        return !blocked && roles.contains(Role.ORGANIZER);
    }
}
