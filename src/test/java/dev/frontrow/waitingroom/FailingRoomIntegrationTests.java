package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Rooms whose draw is said to come and was never announced, as if its row was lost: each look at them fails. */
class FailingRoomIntegrationTests {

    /** A second of grace, a tick, and time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final StringRedisTemplate redis = server.bean(StringRedisTemplate.class);
    private final Admission admission = server.bean(Admission.class);
    private final List<TestRoom> failing = rooms(3);
    private final List<TestRoom> others = rooms(6);

    @Test
    void whatIsWrongWithSomeRoomsHoldsUpNoOther() {
        failing.forEach(room -> redis.opsForHash().put(RoomKeys.of(room.id()).getFirst(), "drawn", "-1"));
        failing.forEach(room -> admission.of(room.id())); // looked after from now on
        others.forEach(room -> room.line(2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(others)
                        .allMatch(room -> admission.of(room.id()).serving() == 2));
    }

    /** Other tests have the same server. */
    @AfterEach
    void mend() {
        failing.forEach(room -> redis.opsForHash().delete(RoomKeys.of(room.id()).getFirst(), "drawn", "frozen"));
    }

    private List<TestRoom> rooms(int count) {
        return Stream.generate(() -> TestRoom.of(server, Map.of("capacity", 1, "grace", 1)))
                .limit(count)
                .toList();
    }
}
