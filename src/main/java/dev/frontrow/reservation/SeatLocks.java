package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
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
    private static final RedisScript<List> TAKE =
            RedisScript.of(new ClassPathResource("redis/take-seats.lua"), List.class);

    private static final RedisScript<Long> RELEASE =
            RedisScript.of(new ClassPathResource("redis/release-seats.lua"), Long.class);

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

    /**
     * Gives back those of the locks that are the user's.
     *
     * @throws Unavailable when Redis does not answer
     */
    void release(PerformanceId performance, List<Integer> numbers, UserId user) {
        if (!numbers.isEmpty()) {
            access.call(() -> redis.execute(RELEASE, keys(performance, numbers), user.toString()));
        }
    }

    /** The same, if Redis answers; else the locks end with their time to live. */
    void tryRelease(PerformanceId performance, List<Integer> numbers, UserId user) {
        try {
            release(performance, numbers, user);
        } catch (Unavailable away) {
            LOG.debug("seats {} of {} stay locked for now", numbers, performance);
        }
    }

    private static List<String> keys(PerformanceId performance, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> "seat:{" + performance + "}:" + number)
                .toList();
    }
}
