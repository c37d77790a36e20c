package dev.frontrow.waitingroom;

import dev.frontrow.shared.Outage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to every room again and again. A round ends with the first room that fails, so that it waits for one
 * timeout at most when Redis or PostgreSQL is away. From then on that room comes after all others, until it no longer
 * fails: what is wrong with one is none of the others' trouble.
 */
class RoomRound {

    private static final Logger LOG = LoggerFactory.getLogger(RoomRound.class);

    private final ReentrantLock running = new ReentrantLock();
    /** By what each failed the last time; the one that was tried last comes last. */
    private final Map<RoomId, Class<?>> failing = new LinkedHashMap<>();

    /** Does it to each of the rooms, unless the last round still runs. */
    void run(Set<RoomId> rooms, Consumer<RoomId> act) {
        if (running.tryLock()) {
            try {
                failing.keySet().retainAll(rooms);
                var others = rooms.stream().filter(room -> !failing.containsKey(room));
                for (var room : Stream.concat(others, failing.keySet().stream()).toList()) {
                    if (!isDone(room, act)) {
                        return;
                    }
                }
            } finally {
                running.unlock();
            }
        }
    }

    private boolean isDone(RoomId room, Consumer<RoomId> act) {
        try {
            act.accept(room);
            failing.remove(room);
            return true;
        } catch (RuntimeException failed) {
            var before = failing.remove(room);
            failing.put(room, failed.getClass());
            if (before != failed.getClass() && !Outage.isBehind(failed)) { // of an outage others tell
                LOG.atError().addKeyValue("room", room).setCause(failed).log("a room fails");
            }
            return false;
        }
    }
}
