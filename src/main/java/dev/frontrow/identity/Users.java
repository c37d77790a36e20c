package dev.frontrow.identity;

import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Who is signed up. */
@Service
public class Users {

    private final UserStore store;
    private final Passwords passwords;
    private final Clock clock;

    Users(UserStore store, Passwords passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Whether somebody has this id; a blocked user counts. */
    public boolean exists(UserId id) {
        return store.exists(id);
    }

    /**
     * Refuses an id that nobody has.
     *
     * @throws UserNotFound when nobody has it
     */
    public void require(UserId id) {
        if (!exists(id)) {
            throw new UserNotFound();
        }
    }

    /** A new fan (I1). The hash is made before a connection is asked for. */
    User signUp(String username, String email, String password) {
        var user = new User(new UserId(Ids.next()), username, email, passwords.hash(password), Set.of(Role.FAN), false);
        if (!store.insert(user, clock.instant())) {
            throw new EmailTaken();
        }
        return user;
    }
}
