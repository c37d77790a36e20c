package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Race;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.embedded.RedisNodes;
import dev.frontrow.reservation.SeatLocks.Lost;
import dev.frontrow.reservation.SeatLocks.Result;
import dev.frontrow.reservation.SeatLocks.Won;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Seats of many performances, asked for at the same instant (H3). */
class SeatLocksIntegrationTests {

    /** Enough for each node of a cluster to have some. */
    private static final int PERFORMANCES = 12;

    private static final int FIRST_PERFORMANCE = 2_000_000;
    private static final int RIVALS = 5;
    private static final int WANTED_BY_ALL = 1;
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final TestServer server = TestServer.shared();

    /** The template of the locks; notes of how many performances' keys each script was given. */
    private static final class Redis extends StringRedisTemplate {
        private final Queue<Long> performances = new ConcurrentLinkedQueue<>();

        Redis(RedisConnectionFactory connections) {
            super(connections);
        }

        @Override
        public <T extends @Nullable Object> T execute(
                RedisScript<T> script, List<String> keys, @Nullable Object... arguments) {
            performances.add(keys.stream()
                    .map(key -> key.split("[{}]", -1)[1])
                    .distinct()
                    .count());
            return super.execute(script, keys, arguments);
        }
    }

    @Test
    void oneOfEachPerformancesRivalsGetsTheSeatOnOneRedisWhichIsAskedForSeveralTogether() {
        var redis = new Redis(server.bean(RedisConnectionFactory.class));

        assertOneGetsTheSeat(redis);

        assertThat(redis.performances).anySatisfy(many -> assertThat(many).isGreaterThan(1));
    }

    /** Q2: where a script may not use the keys of two performances. */
    @Test
    void oneOfEachPerformancesRivalsGetsTheSeatOnACluster() {
        try (var nodes = new RedisNodes()) {
            var connections = new LettuceConnectionFactory(new RedisClusterConfiguration(nodes.addresses()));
            connections.afterPropertiesSet();
            connections.start();
            try {
                var redis = new Redis(connections);

                assertOneGetsTheSeat(redis);

                assertThat(redis.performances).isNotEmpty().containsOnly(1L);
            } finally {
                connections.destroy();
            }
        }
    }

    /** A Redis that falls silent may still do what it was asked: a seat that nobody gets is not locked by that. */
    @Test
    void locksOfAnUnknownFateAreGivenBack() {
        var redis = server.bean(StringRedisTemplate.class);
        var silent = new StringRedisTemplate(server.bean(RedisConnectionFactory.class)) {
            @Override
            public <T extends @Nullable Object> T execute(
                    RedisScript<T> script, List<String> keys, @Nullable Object... arguments) {
                super.execute(script, keys, arguments);
                throw new QueryTimeoutException("too late");
            }
        };
        var performance = new PerformanceId(FIRST_PERFORMANCE + PERFORMANCES);
        var user = new UserId(UUID.randomUUID());
        var result = locks(silent).take(performance, List.of(1, 2), user, HOLD);
        assertThat(result).isInstanceOf(Won.class);
        assertThat(redis.keys("seat:{" + performance + "}:*")).hasSize(2);
        locks(redis).tryRelease(performance, ((Won) result).locked(), user);
        assertThat(redis.keys("seat:{" + performance + "}:*")).isEmpty();
    }

    /** H4: news of an earlier hold's end come late, and leave alone what the user has taken since. */
    @Test
    void aLockThatIsYoungerThanTheEndOfAHoldStays() {
        var redis = server.bean(StringRedisTemplate.class);
        var locks = locks(redis);
        var performance = new PerformanceId(FIRST_PERFORMANCE + PERFORMANCES + 1);
        var again = new UserId(UUID.randomUUID());
        var gone = new UserId(UUID.randomUUID());
        var now = server.clock().instant();
        locks.take(performance, List.of(1), again, HOLD);
        locks.take(performance, List.of(2, 3), gone, HOLD);
        locks.release(
                List.of(
                        canceled(performance, gone, List.of(2, 3), now),
                        canceled(performance, again, List.of(1), now.minusSeconds(20))),
                now,
                HOLD);
        assertThat(redis.keys("seat:{" + performance + "}:*")).containsExactly("seat:{" + performance + "}:1");
        locks.release(List.of(canceled(performance, again, List.of(1), now)), now, HOLD);
        assertThat(redis.keys("seat:{" + performance + "}:*")).isEmpty();
    }

    private static HoldCanceled canceled(PerformanceId performance, UserId user, List<Integer> seats, Instant at) {
        var reservation = new ReservationId(UUID.randomUUID());
        return new HoldCanceled(UUID.randomUUID(), at, reservation, new ConcertId(1), performance, user, seats);
    }

    private SeatLocks locks(StringRedisTemplate redis) {
        return new SeatLocks(redis, server.bean(RedisAccess.class), server.bean(Traces.class));
    }

    /** Each rival wants the seat that all want and some that nobody else does. */
    private void assertOneGetsTheSeat(StringRedisTemplate redis) {
        var locks = locks(redis);
        var results = Race.run(
                PERFORMANCES * RIVALS,
                i -> locks.take(
                        new PerformanceId(FIRST_PERFORMANCE + i % PERFORMANCES),
                        wanted(i),
                        new UserId(UUID.randomUUID()),
                        HOLD));

        for (int performance = 0; performance < PERFORMANCES; performance++) {
            var its = IntStream.iterate(performance, i -> i + PERFORMANCES)
                    .limit(RIVALS)
                    .boxed()
                    .toList();
            assertThat(its)
                    .filteredOn(i -> results.get(i).equals(new Won(wanted(i))))
                    .hasSize(1);
            assertThat(its)
                    .<Result>extracting(results::get)
                    .filteredOn(new Lost(List.of(WANTED_BY_ALL))::equals)
                    .hasSize(RIVALS - 1);
        }
    }

    private static List<Integer> wanted(int i) {
        int rival = i / PERFORMANCES;
        int first = WANTED_BY_ALL + 1 + rival * RIVALS;
        return IntStream.concat(IntStream.of(WANTED_BY_ALL), IntStream.range(first, first + rival))
                .boxed()
                .toList();
    }
}
