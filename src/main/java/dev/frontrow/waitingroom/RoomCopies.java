package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

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
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration A_MOMENT = Duration.ofMillis(20);
    /** The answers of {@code claim.lua}. */
    private static final long MINE = 1;

    private static final long ANOTHERS = 2;
    /** The places of two of the room's keys, as {@code members.lua} counts them. */
    private static final int CALLED = 2;

    private static final int INSIDE = 3;
    /** The cursor of the first piece, and what follows the last one. */
    private static final String FIRST = "0";
    /** Twenty thousand people. */
    private static final int MOST_MEMBERS = 40_000;

    private final RoomScripts scripts;
    private final RoomCopyStore store;
    private final RoomDraws draws;
    private final RedisScript<List<Long>> restore;
    private final RedisScript<List<Long>> bound;
    private final RedisScript<List<Long>> claim;
    private final RedisScript<List<Long>> peek;
    private final RedisScript<List<Long>> forget;
    private final RedisScript<List<String>> members;
    /** What need not be written again. */
    private final Cache<RoomId, List<String>> kept = Caches.builder()
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
        this.claim = scripts.of("claim");
        this.peek = scripts.of("peek");
        this.forget = scripts.of("forget");
        this.members = scripts.of("members");
    }

    /** Puts the room into Redis, unless it is there by now; leaves it to another instance that is about to. */
    void restore(RoomId room) {
        if (oneByOne(room, () -> restoreIfLost(room))) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
        }
    }

    /** Whether another instance is about to. */
    private boolean restoreIfLost(RoomId room) {
        var claimed = scripts.run(claim, RoomKeys.of(room), List.of()).getFirst();
        if (claimed == MINE) {
            scripts.run(restore, RoomKeys.of(room), lastKnown(room));
            LOG.atInfo().addKeyValue("room", room).log("room put into redis");
        }
        return claimed == ANOTHERS;
    }

    /** Lets more numbers be given, unless there are some by now. */
    void extend(RoomId room) {
        oneByOne(room, () -> {
            if (scripts.run(peek, RoomKeys.of(room), List.of()).getFirst() == 0) {
                raise(room, store.extend(room));
            }
            return true;
        });
    }

    /** Has a room put into Redis anew if fewer numbers were given than that: it has gone back to an earlier state. */
    void forgetIfBelow(RoomId room, long issued) {
        scripts.run(forget, RoomKeys.of(room), List.of(Long.toString(issued), "0"));
    }

    /**
     * The same if Redis says less than the copy kept. It is asked after the copy was read, so it says no less where
     * another instance has merely kept a newer one than ours.
     */
    private void forgetIfBelowCopy(RoomId room) {
        scripts.run(forget, RoomKeys.of(room), store.counts(room));
    }

    /** Keeps what {@code copy.lua} says of the room, and who is called and inside; unless Redis loses it meanwhile. */
    void keep(RoomId room, List<String> begun) {
        var epoch = begun.get(2);
        var called = members(room, CALLED, epoch);
        var inside = members(room, INSIDE, epoch);
        if (called != null && inside != null) {
            var rest = begun.getLast();
            var content =
                    rest.substring(0, rest.length() - 1) + ",\"called\":" + called + ",\"inside\":" + inside + "}";
            keepAll(room, List.of(begun.get(0), begun.get(1), begun.get(3), content));
        }
    }

    /** As JSON: their turns, each followed by the end of its time; null when the room is not what it was. */
    private @Nullable String members(RoomId room, int key, String epoch) {
        var members = new ArrayList<String>();
        var cursor = FIRST;
        do {
            var piece = scripts.run(this.members, RoomKeys.of(room), List.of(Integer.toString(key), cursor));
            if (!piece.getFirst().equals(epoch)) {
                return null;
            }
            cursor = piece.get(1);
            members.addAll(piece.subList(2, piece.size()));
        } while (!cursor.equals(FIRST) && members.size() < MOST_MEMBERS);
        return members.stream().map(member -> '"' + member + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private void keepAll(RoomId room, List<String> copy) {
        if (!copy.equals(kept.getIfPresent(room))) {
            Outage.unlessAway(TRY_AGAIN, () -> {
                var allowed = store.keep(room, copy);
                if (allowed == null) {
                    forgetIfBelowCopy(room);
                } else {
                    raise(room, allowed);
                }
                return true;
            });
            kept.put(room, copy);
        }
    }

    private List<String> lastKnown(RoomId room) {
        var arguments = new ArrayList<>(store.begin(room));
        arguments.addAll(draws.forRestoring(room));
        return arguments;
    }

    private void raise(RoomId room, long to) {
        scripts.run(bound, RoomKeys.of(room), List.of(Long.toString(to)));
    }

    /** However many are waiting for it on this instance, one asks PostgreSQL. */
    private boolean oneByOne(RoomId room, BooleanSupplier act) {
        var lock = locks.get(Math.floorMod(room.hashCode(), LOCKS));
        try {
            if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable(TRY_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(TRY_AGAIN);
        }
        try {
            return Outage.unlessAway(TRY_AGAIN, act::getAsBoolean);
        } finally {
            lock.unlock();
        }
    }
}
