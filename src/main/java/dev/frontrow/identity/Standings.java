package dev.frontrow.identity;

import dev.frontrow.shared.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whose tokens may say other than the truth: the blocked, and those whose roles were ever changed, since nobody knows
 * how long the settings of that time let their tokens live. Every instance looks them up three times a second, so that
 * an organizer's act holds everywhere within a second (O5), and no call has to ask PostgreSQL.
 */
@Component
class Standings {

    /** How a user stands now, whatever the token says. */
    record Standing(boolean blocked, Set<Role> roles) {}

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final long EVERY_MILLIS = 300;

    private final UserStore store;
    private final ReentrantLock refreshing = new ReentrantLock();
    /** Known before the first request: who is blocked stays so while a server starts. */
    private volatile Map<UserId, Standing> changed;

    Standings(UserStore store) {
        this.store = store;
        this.changed = read();
    }

    /** Empty for those whose token says all there is to say. */
    Optional<Standing> of(UserId user) {
        return Optional.ofNullable(changed.get(user));
    }

    /** Whether the user's tokens are worth nothing any more. */
    boolean isBlocked(UserId user) {
        return of(user).filter(Standing::blocked).isPresent();
    }

    /** While PostgreSQL is away what was known stays. */
    @Scheduled(fixedRate = EVERY_MILLIS)
    void refresh() {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            changed = read();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("blocked users not read", away);
        } finally {
            refreshing.unlock();
        }
    }

    private Map<UserId, Standing> read() {
        return store.standings();
    }
}
