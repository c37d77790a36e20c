package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** W13, invariant 8: a replica of Redis takes over that had not heard of the latest. Nobody has joined since then. */
class RedisGoneBackIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CAPACITY = 5;
    private static final int WAITING = 20;
    private static final int GONE = 3;
    private static final int INSIDE = 2;
    /** To when the first one was inside and as many were called as there are slots. */
    private static final RedisScript<Boolean> GO_BACK = RedisScript.of("""
            redis.call('HSET', KEYS[1], 'serving', ARGV[1])
            redis.call('ZADD', KEYS[2], 1e15, '1')
            return redis.call('SET', KEYS[3], '1e', 'KEEPTTL')
            """, Boolean.class);

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final StringRedisTemplate redis = server.bean(StringRedisTemplate.class);
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", CAPACITY, "grace", 600));
    private final String counters = RoomKeys.of(room.id()).getFirst();
    private final List<QueueToken> line = room.line(CAPACITY + WAITING);

    @BeforeEach
    void someAreInsideAndSomeHaveLeft() {
        room.awaitSameRulesAt(second);
        line.subList(0, CAPACITY).forEach(room::enter);
        line.subList(0, GONE).forEach(room::leave);
        await().atMost(SOON).until(() -> copied("serving") == CAPACITY + GONE && copied("issued") == line.size());
    }

    @Test
    void placesAreWhatTheyWereAndWhatHadEndedStaysEnded() {
        var gone = line.getFirst();
        var inside = RoomKeys.of(room.id()).get(INSIDE);
        var account = RoomKeys.of(room.id(), gone.user()).getLast();
        redis.execute(GO_BACK, List.of(counters, inside, account), Integer.toString(CAPACITY));

        await().atMost(SOON).until(() -> room.state().serving() == CAPACITY + GONE);
        assertThat(room.position(line.get(CAPACITY + GONE))).isEqualTo(1);
        assertThat(second.bean(WaitingRooms.class).look(gone)).isInstanceOf(Place.Ended.class);
        assertThat(room.isInside(line.get(CAPACITY + GONE - 1))).isTrue();
        assertThat(room.state().inside()).isEqualTo(CAPACITY);
    }

    /** Its copy is then older than the one that another instance has made meanwhile. */
    @Test
    void anInstanceThatIsSlowToCopyDoesNotTakeTheRoomForLost() {
        var epoch = epoch();
        var early = List.of(Integer.toString(line.size()), Integer.toString(CAPACITY), epoch, "0", "{\"counters\":{}}");
        server.bean(RoomCopies.class).keep(room.id(), early);
        assertThat(epoch()).isEqualTo(epoch);
        assertThat(copied("serving")).isEqualTo(CAPACITY + GONE);
    }

    private String epoch() {
        return String.valueOf(redis.opsForHash().get(counters, "epoch"));
    }

    private long copied(String column) {
        return server.jdbc()
                .sql("select " + column + " from waiting_room_copy where room_id = :room")
                .param("room", room.id().toString())
                .query(Long.class)
                .single();
    }
}
