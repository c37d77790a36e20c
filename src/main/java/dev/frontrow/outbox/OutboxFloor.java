package dev.frontrow.outbox;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Up to which id no event is to be looked for any more. PostgreSQL passes by every deleted row again until it has been
 * vacuumed, which a transaction that reads for long, such as a backup's, puts off: after 42 s of one, in a sale,
 * looking for the oldest of all events took 85 ms.
 *
 * <p>Ids are given in ascending order and become visible in any. But whoever writes an event has a transaction's
 * number before the event gets its id ({@link Outbox}). So once an id has been seen, all lower ones were given to
 * transactions with lower numbers than the next one to begin. When these are all over, what is left of their events can
 * be seen, and the first one that is seen is the first one there is.
 *
 * <p>Only {@link #id} is for any thread, the rest is for the one that relays.
 */
@Component
class OutboxFloor {

    private volatile long floor;
    /** An id that has been seen, above the floor; 0 for none. */
    private long seen;
    /** To transactions below this one every id up to {@link #seen} was given; 0 while that is not known. */
    private long givenBelow;
    /** Of whose ids all this is. */
    private @Nullable OffsetDateTime serverSince;

    /** Events with ids up to this one are told, or were never written. */
    long id() {
        return floor;
    }

    /** An event with this id has been there. */
    void saw(long id) {
        if (givenBelow == 0) {
            seen = Math.max(seen, id);
        }
    }

    /**
     * Raises the floor as far as a look above it allows. Of another PostgreSQL nothing is known: after a failover to a
     * replica that lacked the latest events, it gives their ids once more.
     */
    void looked(OutboxStore.Look look) {
        if (!look.serverSince().equals(serverSince)) {
            serverSince = look.serverSince();
            floor = 0;
            seen = 0;
            givenBelow = 0;
            return;
        }
        if (givenBelow != 0 && look.doneBelow() >= givenBelow) {
            floor = look.isEmpty() ? seen : Math.min(seen, look.first() - 1);
            seen = 0;
            givenBelow = 0;
        }
        if (givenBelow == 0 && seen > floor) {
            givenBelow = look.nextToBegin();
        }
        saw(look.first());
    }
}
