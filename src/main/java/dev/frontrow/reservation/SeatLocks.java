package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** Nobody else is at any of them; these locks were not the user's before. */
    record Won(List<Integer> locked) implements Result {}

    /** Somebody else is at these. */
    record Lost(List<Integer> taken) implements Result {}

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of(RedisAccess.script("take-seats.lua"), List.class);

    private static final RedisScript<Long> RELEASE =
            RedisScript.of(RedisAccess.script("release-seats.lua"), Long.class);

    private static final Logger LOG = LoggerFactory.getLogger(SeatLocks.class);

    private final StringRedisTemplate redis;
    private final RedisAccess access;

    SeatLocks(StringRedisTemplate redis, RedisAccess access) {
        this.redis = redis;
        this.access = access;
    }

    Result take(PerformanceId performance, List<Integer> numbers, UserId user, Duration hold) {
        try {
            List<?> answer = access.call(
                    () -> redis.execute(TAKE, keys(performance, numbers), user.toString(), "" + hold.toMillis()));
            List<Integer> places = answer.stream()
                    .skip(1)
                    .map(place -> numbers.get(((Long) place).intValue() - 1))
                    .toList();
            return answer.getFirst().equals(1L) ? new Won(places) : new Lost(places);
        } catch (Unavailable away) {
            return new Won(List.of());
        }
    }

    /** Gives back those of the locks that are the user's, if Redis answers; else they end with their time to live. */
    void tryRelease(PerformanceId performance, List<Integer> numbers, UserId user) {
        orLater(() -> release(keys(performance, numbers), Collections.nCopies(numbers.size(), user)));
    }

    /**
     * Gives back the locks of ended holds, of each performance in one call.
     *
     * @throws Unavailable when Redis does not answer
     */
    void release(List<? extends ReservationEvent> ended) {
        ended.stream()
                .collect(Collectors.groupingBy(ReservationEvent::performanceId))
                .forEach((performance, events) -> {
                    var keys = new ArrayList<String>();
                    var users = new ArrayList<UserId>();
                    for (var event : events) {
                        keys.addAll(keys(performance, event.seatNumbers()));
                        users.addAll(Collections.nCopies(event.seatNumbers().size(), event.userId()));
                    }
                    release(keys, users);
                });
    }

    /** The same, if Redis answers; else {@link LockConsumer} does it later. */
    void tryRelease(List<? extends ReservationEvent> ended) {
        orLater(() -> release(ended));
    }

    private static void orLater(Runnable release) {
        try {
            release.run();
        } catch (Unavailable away) {
            LOG.debug("seats stay locked for now");
        }
    }

    private void release(List<String> keys, List<UserId> users) {
        if (keys.isEmpty()) {
            return;
        }
        access.call(() -> redis.execute(
                RELEASE, keys, users.stream().map(UserId::toString).toArray()));
    }

    private static List<String> keys(PerformanceId performance, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> "seat:{" + performance + "}:" + number)
                .toList();
    }
}
