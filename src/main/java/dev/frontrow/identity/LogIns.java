package dev.frontrow.identity;

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

    /** A user and the token for what follows. */
    record LoggedIn(User user, String accessToken) {}

    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    private final UserStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final LogInLimit limit;
    private final IdentitySettings settings;

    LogIns(UserStore store, Passwords passwords, Tokens tokens, LogInLimit limit, IdentitySettings settings) {
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.limit = limit;
        this.settings = settings;
    }

    /**
     * Nothing holds a connection while the password is hashed.
     *
     * @throws RateLimited after ten failures within a minute, even with the right password (Q7)
     */
    LoggedIn logIn(String email, String password) {
        var user = proven(email, password);
        if (user.isEmpty()) {
            tell(email, "wrong e-mail or password"); // and not which, as in the answer
            throw new BadCredentials();
        }
        if (user.get().blocked()) {
            tell(email, "blocked");
            throw new AccountBlocked();
        }
        return new LoggedIn(user.get(), accessToken(user.get()));
    }

    /** Only a wrong answer counts as a failure, not one that could not be given. */
    private Optional<User> proven(String email, String password) {
        limit.take(email);
        boolean failed = false;
        try {
            var user = store.byEmail(email);
            failed = !passwords.match(password, user.map(User::passwordHash).orElse(null));
            return failed ? Optional.empty() : user;
        } finally {
            if (!failed) {
                limit.giveBack(email);
            }
        }
    }

    private static void tell(String email, String reason) {
        LOG.atWarn().addKeyValue("email", email).addKeyValue("reason", reason).log("log-in refused");
    }

    private String accessToken(User user) {
        List<String> roles = user.roles().stream().map(Role::name).toList();
        return tokens.issue(TokenKind.ACCESS, user.id(), Map.of(ROLES, roles), settings.accessTokenTtl());
    }
}
