package dev.frontrow.identity;

import dev.frontrow.shared.Forbidden;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/**
 * Gives accounts other passwords. All that was issued to them before, on whichever device, is worth nothing from then
 * on: on this instance at once, on the others within a second. Hashes are made before a connection is asked for.
 */
@Service
class PasswordChanges {

    private final LogIns logIns;
    private final UserStore store;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Standings standings;
    private final Clock clock;

    PasswordChanges(
            LogIns logIns, UserStore store, Accounts accounts, Passwords passwords, Standings standings, Clock clock) {
        this.logIns = logIns;
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * Changes the user's own password.
     *
     * @return a new log-in, since the one that asked has ended with all others
     * @throws BadCredentials when the current one is wrong, or was changed in the same moment
     * @throws RateLimited after ten wrong ones within a minute, here or at the log-in (Q7)
     */
    LogIns.LoggedIn change(UserId user, String current, String next) {
        var email = store.byId(user).orElseThrow(UserNotFound::new).email();
        var proven = logIns.prove(email, current);
        var changed = store.changePassword(user, proven.passwordHash(), passwords.hash(next), tokensFrom())
                .orElseThrow(BadCredentials::new);
        standings.refresh();
        return logIns.admit(changed, changed.tokensFrom());
    }

    /**
     * Gives somebody who has forgotten the password a new one.
     *
     * @return the password, which is nowhere else
     * @throws Forbidden when organizers ask for themselves: who has taken a token over must not get the account
     * @throws UserNotFound when nobody has the id
     */
    String reset(UserId organizer, UserId user) {
        if (organizer.equals(user)) {
            throw new Forbidden();
        }
        var password = Passwords.generated();
        accounts.resetPassword(organizer, user, passwords.hash(password), tokensFrom());
        standings.refresh();
        return password;
    }

    /** A whole second, as tokens tell it, ahead of every clock that a log-in in this moment may be dated by. */
    private Instant tokensFrom() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    }
}
