package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * A hint in Redis who is at a seat: {@code seat:{performance}:number → user}, for as long as a hold lasts (H3). Without
 * Redis everybody goes on to PostgreSQL. A hint that is wrong costs somebody a try, never a seat.
 */
@Component
class SeatLocks {

    /** What asking for the seats' locks brought. */
    sealed interface Result permits Won, Lost {}

    /**
     * Nobody else is at any of them, as far as Redis tells.
     *
     * @param locked those whose locks may be new, to be given back when there is no hold in the end; the others the
     *     user had before
     */
    record Won(List<Integer> locked) implements Result {}

    /** Somebody else is at these. */
    record Lost(List<Integer> taken) implements Result {}

    private record Taking(PerformanceId performance, List<Integer> numbers, UserId user, Duration hold) {

        /** Its part of what the script answers. */
        Result result(Iterator<?> answer) {
            long places = (Long) answer.next();
            boolean won = answer.next().equals(1L);
            var seats = new ArrayList<Integer>();
            for (long place = 0; place < places; place++) {
                seats.add(numbers.get(((Long) answer.next()).intValue() - 1));
            }
            return won ? new Won(seats) : new Lost(seats);
        }
    }

    /** Locks to be given back, of which those with more time left to live were taken later. */
    private record Leaving(PerformanceId performance, List<Integer> numbers, UserId user, long mostMillisLeft) {

        static Leaving by(ReservationEvent end, long mostMillisLeft) {
            return new Leaving(end.performanceId(), end.seatNumbers(), end.userId(), mostMillisLeft);
        }
    }

    /** Redis serves nobody else meanwhile. */
    private static final int MOST_TAKINGS = 64;

    private static final long WHENEVER_TAKEN = Long.MAX_VALUE;

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of(RedisAccess.script("take-seats.lua"), List.class);

    private static final RedisScript<Long> RELEASE =
            RedisScript.of(RedisAccess.script("release-seats.lua"), Long.class);

    private static final Logger LOG = LoggerFactory.getLogger(SeatLocks.class);

    private final StringRedisTemplate redis;
    private final RedisAccess access;
    private final Gathering<Taking, Result> takings;

    SeatLocks(StringRedisTemplate redis, RedisAccess access, Traces traces) {
        this.redis = redis;
        this.access = access;
        Function<Taking, Object> together = isOneRedis(redis) ? Taking::hold : Taking::performance;
        takings = Gathering.ofScripts(together, (group, all) -> takeAll(all), traces, MOST_TAKINGS);
    }

    /** On a cluster a script may use one performance's keys only. */
    private static boolean isOneRedis(StringRedisTemplate redis) {
        return redis.getRequiredConnectionFactory() instanceof LettuceConnectionFactory lettuce
                && !lettuce.isClusterAware();
    }

    /** Takes all of the seats' locks or none; those who ask at the same moment ask Redis together. */
    Result take(PerformanceId performance, List<Integer> numbers, UserId user, Duration hold) {
        try {
            return takings.ask(new Taking(performance, numbers, user, hold));
        } catch (Unavailable away) {
            return new Won(numbers); // late rather than never, Redis may have locked them
        }
    }

    private List<Result> takeAll(List<Taking> all) {
        var keys = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        arguments.add(Long.toString(all.getFirst().hold.toMillis()));
        for (var taking : all) {
            keys.addAll(keys(taking.performance, taking.numbers));
            arguments.add(taking.user.toString());
            arguments.add(Integer.toString(taking.numbers.size()));
        }
        Iterator<?> answer = access.call(() -> redis.execute(TAKE, keys, arguments.toArray()))
                .iterator();
        return all.stream().map(taking -> taking.result(answer)).toList();
    }

    /** Gives back those of the locks that are the user's, if Redis answers; else they end with their time to live. */
    void tryRelease(PerformanceId performance, List<Integer> numbers, UserId user) {
        orLater(() -> release(List.of(new Leaving(performance, numbers, user, WHENEVER_TAKEN))));
    }

    /** Gives back the locks of holds that end just now, if Redis answers; else {@link LockConsumer} does it later. */
    void tryRelease(List<? extends ReservationEvent> ended) {
        orLater(() -> release(
                ended.stream().map(end -> Leaving.by(end, WHENEVER_TAKEN)).toList()));
    }

    private static void orLater(Runnable release) {
        try {
            release.run();
        } catch (Unavailable away) {
            LOG.debug("seats stay locked for now");
        }
    }

    /**
     * Gives back the locks of holds that ended a while ago. Those that their user has taken since then stay.
     *
     * @param hold how long a lock lasts
     * @throws Unavailable when Redis does not answer
     */
    void release(List<? extends ReservationEvent> ended, Instant now, Duration hold) {
        release(ended.stream()
                .map(end -> Leaving.by(
                        end, hold.minus(Duration.between(end.occurredAt(), now)).toMillis()))
                .toList());
    }

    /** Those of each performance in one call. */
    private void release(List<Leaving> all) {
        all.stream().collect(Collectors.groupingBy(Leaving::performance)).forEach((performance, leaving) -> {
            var keys = new ArrayList<String>();
            var arguments = new ArrayList<String>();
            for (var one : leaving) {
                keys.addAll(keys(performance, one.numbers));
                for (int _ : one.numbers) {
                    arguments.add(one.user.toString());
                    arguments.add(Long.toString(one.mostMillisLeft));
                }
            }
            access.call(() -> redis.execute(RELEASE, keys, arguments.toArray()));
        });
    }

    private static List<String> keys(PerformanceId performance, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> "seat:{" + performance + "}:" + number)
                .toList();
    }
}
