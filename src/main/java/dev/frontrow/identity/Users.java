package dev.frontrow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;

/** Who is signed up. */
@Service
public class Users {

    private static final int REMEMBERED_USERS = 100_000;

    private final UserStore store;
    private final Standings standings;
    private final Passwords passwords;
    private final Clock clock;
    /** Nobody is ever removed, so who was there once need not be looked up again. */
    private final Cache<UserId, UserId> known =
            Caches.builder().maximumSize(REMEMBERED_USERS).build();

    Users(UserStore store, Standings standings, Passwords passwords, Clock clock) {
        this.store = store;
        this.standings = standings;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Whether somebody has this id; a blocked user counts. */
    public boolean exists(UserId id) {
        if (known.getIfPresent(id) != null) {
            return true;
        }
        if (!store.exists(id)) {
            return false;
        }
        known.put(id, id);
        return true;
    }

    /** Whether the user is blocked, or the token is of before a change of the password (O5); known within a second. */
    public boolean isWorthless(Jwt verified) {
        return standings.isWorthless(verified);
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

    /**
     * Lets everyone speak for themselves, and an organizer for anybody there is.
     *
     * @throws dev.frontrow.shared.Forbidden when a fan names another user
     * @throws UserNotFound when an organizer names nobody
     */
    public void require(Caller caller, UserId named) {
        caller.mustBe(named);
        if (!caller.userId().equals(named)) {
            require(named); // a caller's own token proves that the caller exists
        }
    }

    /** A new fan (I1). The hash is made before a connection is asked for. */
    User signUp(String username, String email, String password) {
        var user = User.created(new UserId(Ids.next()), username, email, passwords.hash(password), Set.of(Role.FAN));
        if (!store.insert(user, clock.instant())) {
            throw new EmailTaken();
        }
        return user;
    }
}
