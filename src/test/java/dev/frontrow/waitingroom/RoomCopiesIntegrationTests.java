package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.DefaultTypedTuple;
import org.springframework.data.redis.core.StringRedisTemplate;

/** W13: how often a room is copied to PostgreSQL, of which a loss of Redis costs what has happened since. */
class RoomCopiesIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CROWD = 12_000;
    private static final Duration BETWEEN_COPIES_OF_A_CROWD = Duration.ofMillis(CROWD / 5);

    private final TestServer server = TestServer.shared();
    private final StringRedisTemplate redis = server.bean(StringRedisTemplate.class);
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", 1));

    /** From the first who comes on, though nobody has ever waited. */
    @Test
    void aRoomIsCopiedEachSecondAndACrowdedOneLessOften() {
        room.join();
        await().atMost(SOON).until(() -> betweenCopies().compareTo(BETWEEN_COPIES_OF_A_CROWD) < 0);

        crowd();
        betweenCopies(); // the one that had begun
        assertThat(betweenCopies()).isGreaterThanOrEqualTo(BETWEEN_COPIES_OF_A_CROWD);
    }

    private void crowd() {
        var sessionEnd =
                (double) server.clock().instant().plus(Duration.ofMinutes(10)).toEpochMilli();
        redis.opsForZSet()
                .add(
                        RoomKeys.of(room.id()).get(2),
                        IntStream.rangeClosed(1, CROWD)
                                .mapToObj(turn -> new DefaultTypedTuple<>(Integer.toString(turn), sessionEnd))
                                .collect(Collectors.toSet()));
    }

    /** From the last copy to the next one. */
    private Duration betweenCopies() {
        var last = copied();
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> copied() > last);
        return Duration.ofMillis(copied() - last);
    }

    private long copied() {
        var at = redis.<String, String>opsForHash().get(RoomKeys.of(room.id()).getFirst(), "copied");
        return at == null ? 0 : Long.parseLong(at);
    }
}
