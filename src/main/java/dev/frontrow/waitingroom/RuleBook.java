package dev.frontrow.waitingroom;

import static java.util.Objects.requireNonNullElse;

import dev.frontrow.identity.AuditLog;
import dev.frontrow.shared.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.annotation.Transactional;

/** The rules of every room, from memory: what one instance changes holds on all of them within a second (W12). */
@Component
class RuleBook {

    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
    private static final int READ_EVERY_MILLIS = 500;

    private final RuleStore store;
    private final AuditLog audit;
    private final WaitingRoomSettings settings;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<RoomId, RoomRules> changed = Map.of();

    RuleBook(RuleStore store, AuditLog audit, WaitingRoomSettings settings) {
        this.store = store;
        this.audit = audit;
        this.settings = settings;
    }

    RoomRules of(RoomId room) {
        var rules = changed.get(room);
        return rules == null ? settings.defaults() : rules;
    }

    /** Changes what is named of a room's rules; told with who and when (W12). */
    @Transactional
    RoomRules change(RoomId room, RoomChange change, UserId organizer) {
        var rules = store.change(room, change, settings.defaults());
        audit.record(organizer, "waiting-room.change", room.toString(), told(rules));
        var all = new HashMap<>(changed);
        all.put(room, rules);
        changed = Map.copyOf(all);
        return rules;
    }

    private static Map<String, Object> told(RoomRules rules) {
        return Map.of(
                "policy", rules.policy(),
                "capacity", rules.capacity(),
                "admitPerMinute", requireNonNullElse(rules.admitPerMinute(), 0),
                "session", rules.session().toSeconds(),
                "grace", rules.grace().toSeconds(),
                "paused", rules.paused());
    }

    /** While PostgreSQL is away the last known rules hold. */
    @Scheduled(fixedRate = READ_EVERY_MILLIS)
    void read() {
        if (reading.tryLock()) {
            try {
                changed = store.all();
            } catch (DataAccessException | CannotCreateTransactionException away) {
                LOG.debug("rules not read", away);
            } finally {
                reading.unlock();
            }
        }
    }
}
