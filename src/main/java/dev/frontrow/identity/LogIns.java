package dev.frontrow.identity;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Who proves to be whom (I2). */
@Service
class LogIns {

    static final String ROLES = "roles";

    /** A user and the token for what follows. */
    record LoggedIn(User user, String accessToken) {}

    private final UserStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final IdentitySettings settings;

    LogIns(UserStore store, Passwords passwords, Tokens tokens, IdentitySettings settings) {
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.settings = settings;
    }

    /** Nothing holds a connection while the password is hashed. */
    LoggedIn logIn(String email, String password) {
        var user = store.byEmail(email);
        boolean right = passwords.match(password, user.map(User::passwordHash).orElse(null));
        if (!right || user.isEmpty()) {
            throw new BadCredentials();
        }
        if (user.get().blocked()) {
            throw new AccountBlocked();
        }
        return new LoggedIn(user.get(), accessToken(user.get()));
    }

    private String accessToken(User user) {
        List<String> roles = user.roles().stream().map(Role::name).toList();
        return tokens.issue(TokenKind.ACCESS, user.id(), Map.of(ROLES, roles), settings.accessTokenTtl());
    }
}
