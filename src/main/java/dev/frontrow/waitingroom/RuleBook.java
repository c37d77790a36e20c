package dev.frontrow.waitingroom;

import static java.util.Objects.requireNonNullElse;

import dev.frontrow.catalog.Concerts;
import dev.frontrow.identity.AuditLog;
import dev.frontrow.shared.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules of every room, from memory: what one instance changes holds on all of them within a second (W12). */
@Component
class RuleBook {

    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
    private static final int READ_EVERY_MILLIS = 500;

    private final RuleStore store;
    private final AuditLog audit;
    private final RoomRules defaults;
    private final Concerts concerts;
    private final TransactionTemplate transactions;
    /** One reads at a time, so that nothing older replaces something newer. */
    private final ReentrantLock reading = new ReentrantLock();

    /** Known before the first request: a room that is paused stays so while a server starts. */
    private volatile Map<RoomId, RoomRules> changed;

    RuleBook(
            RuleStore store,
            AuditLog audit,
            WaitingRoomSettings settings,
            Concerts concerts,
            TransactionTemplate transactions) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.defaults = settings.defaults();
        this.concerts = concerts;
        this.changed = store.all();
    }

    /** The rules and the opening that hold now. */
    RoomRules of(RoomId room) {
        var rules = changed.getOrDefault(room, defaults);
        return room.concert() == null
                ? rules
                : rules.opening(concerts.opensAt(room.concert()).orElse(null));
    }

    /** Changes what is named of a room's rules; told with who and when (W12). */
    RoomRules change(RoomId room, RoomChange change, UserId organizer) {
        transactions.executeWithoutResult(transaction ->
                audit.record(organizer, "waiting-room.change", room.toString(), told(store.change(room, change))));
        reading.lock();
        try {
            changed = store.all();
        } finally {
            reading.unlock();
        }
        return of(room);
    }

    private static Map<String, Object> told(RoomRules rules) {
        var told = new LinkedHashMap<String, Object>();
        told.put("policy", rules.policy().kind());
        told.put("capacity", rules.policy().capacity());
        switch (rules.policy()) {
            case Policy.Slots slots -> told.put("admitPerMinute", requireNonNullElse(slots.admitPerMinute(), 0));
            case Policy.Cycle cycle -> told.put("period", cycle.period().toSeconds());
        }
        told.put("session", rules.session().toSeconds());
        told.put("grace", rules.grace().toSeconds());
        told.put("paused", rules.doors() == RoomRules.Doors.PAUSED);
        told.put("draining", rules.doors() == RoomRules.Doors.DRAINING);
        return told;
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
