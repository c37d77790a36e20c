package dev.frontrow.identity;

import dev.frontrow.shared.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Who proves to be whom (I2). */
@Service
class LogIns {

    static final String ROLES = "roles";

    /**
     * A user and the token for what follows.
     *
     * @param life how long the token is valid
     */
    record LoggedIn(User user, String accessToken, Duration life) {}

    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    private final UserStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final LogInLimit limit;
    private final IdentitySettings settings;
    private final Clock clock;

    LogIns(
            UserStore store,
            Passwords passwords,
            Tokens tokens,
            LogInLimit limit,
            IdentitySettings settings,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.limit = limit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Nothing holds a connection while the password is hashed.
     *
     * @throws RateLimited after ten failures within a minute, even with the right password (Q7)
     */
    LoggedIn logIn(String email, String password) {
        var at = clock.instant();
        var user = prove(email, password);
        if (user.blocked()) {
            tell(email, "blocked");
            throw new AccountBlocked();
        }
        strengthen(user, password);
        return admit(user, at);
    }

    /**
     * The user whose password that is, and still was when that was known.
     *
     * @throws BadCredentials when it is nobody's
     * @throws RateLimited after ten failures within a minute, even with the right password (Q7)
     */
    User prove(String email, String password) {
        return proven(email, password).orElseThrow(() -> {
            tell(email, "wrong e-mail or password"); // and not which, as in the answer
            return new BadCredentials();
        });
    }

    /**
     * What a log-in brings to somebody who has proven to be that user.
     *
     * @param at before the user was read: a change of the password since then ends the token
     */
    LoggedIn admit(User user, Instant at) {
        var life = settings.accessTokenTtl();
        List<String> roles = user.roles().stream().map(Role::name).toList();
        var proven = Collections.max(List.of(at, user.tokensFrom()));
        var token = tokens.issue(TokenKind.ACCESS, user.id(), Map.of(ROLES, roles), life, proven);
        return new LoggedIn(user, token, life);
    }

    private Optional<User> proven(String email, String password) {
        return limit.count(email, () -> {
            var user = store.byEmail(email);
            boolean right =
                    passwords.match(password, user.map(User::passwordHash).orElse(null));
            return right ? user.flatMap(this::unlessChanged) : Optional.empty();
        });
    }

    /** The user as of now, unless the password was changed while its hash was computed. */
    private Optional<User> unlessChanged(User matched) {
        return store.byId(matched.id()).filter(now -> now.tokensFrom().equals(matched.tokensFrom()));
    }

    /** Gives a password that was hashed with less strength than today's a new hash, if there is time. */
    private void strengthen(User user, String password) {
        if (passwords.isWeak(user.passwordHash())) {
            try {
                store.rehash(user, passwords.hash(password));
            } catch (Unavailable crowded) {
                LOG.debug("a weak hash stays until the next log-in");
            }
        }
    }

    private static void tell(String email, String reason) {
        LOG.atWarn().addKeyValue("email", email).addKeyValue("reason", reason).log("log-in refused");
    }
}
