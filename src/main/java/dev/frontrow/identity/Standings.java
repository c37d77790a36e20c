package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whose tokens may say other than the truth: the blocked, those whose roles were ever changed, since nobody knows how
 * long the settings of that time let their tokens live, and those whose password was changed within a month or the life
 * of a token, which are too many to be kept for ever. Every instance looks them up three times a second, so that a
 * change holds everywhere within a second (O5), and no call has to ask PostgreSQL.
 */
@Component
class Standings {

    /**
     * How a user stands now, whatever the token says.
     *
     * @param tokensFrom who proved to be the user before did so with a password of before
     */
    record Standing(boolean blocked, Set<Role> roles, Instant tokensFrom) {

        boolean isWorthless(Jwt verified) {
            return blocked || Tokens.provenAt(verified).isBefore(tokensFrom);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final long EVERY_MILLIS = 300;

    private static final Duration LEAST_LOOK_BACK = Duration.ofDays(31);

    private final UserStore store;
    private final Duration lookBack;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    /** Known before the first request: who is blocked stays so while a server starts. */
    private volatile Map<UserId, Standing> changed;

    Standings(UserStore store, IdentitySettings settings, Clock clock) {
        this.store = store;
        this.clock = clock;
        var life = settings.accessTokenTtl();
        this.lookBack = life.compareTo(LEAST_LOOK_BACK) > 0 ? life : LEAST_LOOK_BACK;
        this.changed = read();
    }

    /** Empty for those whose token says all there is to say. */
    Optional<Standing> of(UserId user) {
        return Optional.ofNullable(changed.get(user));
    }

    /** Whether the token's user is blocked, or the token is of before a change of the password. */
    boolean isWorthless(Jwt verified) {
        return of(Tokens.userOf(verified))
                .filter(standing -> standing.isWorthless(verified))
                .isPresent();
    }

    /**
     * Knows of everything that was committed before the call: a look that is on its way is waited for, since it may
     * have begun before that. While PostgreSQL is away what was known stays.
     */
    @Scheduled(fixedRate = EVERY_MILLIS)
    void refresh() {
        refreshing.lock();
        try {
            changed = read();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("standings not read", away);
        } finally {
            refreshing.unlock();
        }
    }

    private Map<UserId, Standing> read() {
        return store.standings(clock.instant().minus(lookBack));
    }
}
