package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Keeps a copy of every room in PostgreSQL and puts it back into Redis after a loss (W13). No number is given twice,
 * because Redis gives none above a bound that PostgreSQL has raised before.
 */
@Component
class RoomCopies {

    private static final Logger LOG = LoggerFactory.getLogger(RoomCopies.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int LOCKS = 64;
    private static final int MOST_REMEMBERED = 100;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Of the answer of {@code peek.lua}. */
    private static final int IS_THERE = 0;

    private static final int HAS_NUMBERS = 1;

    private final RoomScripts scripts;
    private final RoomCopyStore store;
    private final RoomDraws draws;
    private final RedisScript<List<Long>> restore;
    private final RedisScript<List<Long>> bound;
    private final RedisScript<List<Long>> peek;
    /** What need not be written again. */
    private final Cache<RoomId, List<String>> kept = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    RoomCopies(RoomScripts scripts, RoomCopyStore store, RoomDraws draws) {
        this.scripts = scripts;
        this.store = store;
        this.draws = draws;
        this.restore = scripts.of("turn", "restore");
        this.bound = scripts.of("bound");
        this.peek = scripts.of("peek");
    }

    /** Puts the room into Redis, unless it is there by now. */
    void restore(RoomId room) {
        oneByOne(room, () -> {
            if (peek(room, IS_THERE) == 0
                    && scripts.run(restore, RoomKeys.of(room), lastKnown(room)).getFirst() == 1) {
                LOG.atInfo().addKeyValue("room", room).log("room put into redis");
            }
        });
    }

    /** Lets more numbers be given, unless there are some by now. */
    void extend(RoomId room) {
        oneByOne(room, () -> {
            if (peek(room, HAS_NUMBERS) == 0) {
                raise(room, store.extend(room));
            }
        });
    }

    /** Keeps what {@code copy.lua} says of the room. */
    void keep(RoomId room, List<String> copy) {
        if (!copy.equals(kept.getIfPresent(room))) {
            asking(() -> raise(room, store.keep(room, copy)));
            kept.put(room, copy);
        }
    }

    private List<String> lastKnown(RoomId room) {
        var arguments = new ArrayList<>(store.begin(room));
        arguments.addAll(draws.forRestoring(room));
        return arguments;
    }

    private long peek(RoomId room, int what) {
        return scripts.run(peek, RoomKeys.of(room), List.of()).get(what);
    }

    private void raise(RoomId room, List<String> arguments) {
        if (!arguments.isEmpty()) {
            scripts.run(bound, RoomKeys.of(room), arguments);
        }
    }

    /** However many are waiting for it on this instance, one asks PostgreSQL. */
    private void oneByOne(RoomId room, Runnable act) {
        var lock = locks.get(Math.floorMod(room.hashCode(), LOCKS));
        lock.lock();
        try {
            asking(act);
        } finally {
            lock.unlock();
        }
    }

    private static void asking(Runnable act) {
        try {
            act.run();
        } catch (DataAccessException | CannotCreateTransactionException away) {
            throw new Unavailable(TRY_AGAIN);
        }
    }
}
