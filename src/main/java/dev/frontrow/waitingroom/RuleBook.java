package dev.frontrow.waitingroom;

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

/** The rules of every room, from memory: what one instance changes holds on all of them within a second (W12). */
@Component
class RuleBook {

    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
    private static final int READ_EVERY_MILLIS = 500;

    private final RuleStore store;
    private final WaitingRoomSettings settings;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<RoomId, RoomRules> changed = Map.of();

    RuleBook(RuleStore store, WaitingRoomSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    RoomRules of(RoomId room) {
        var rules = changed.get(room);
        return rules == null ? settings.defaults() : rules;
    }

    RoomRules change(RoomId room, RoomChange change, UserId organizer) {
        var rules = store.change(room, change, settings.defaults());
        LOG.atInfo()
                .addKeyValue("room", room)
                .addKeyValue("organizer", organizer)
                .addKeyValue("rules", rules)
                .log("waiting room changed");
        var all = new HashMap<>(changed);
        all.put(room, rules);
        changed = Map.copyOf(all);
        return rules;
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
