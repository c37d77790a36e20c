package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import dev.frontrow.embedded.RedisNodes;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import dev.frontrow.waitingroom.RoomRules.Doors;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Q2: the scripts as they are, on a Redis Cluster of three nodes. */
class ClusterIntegrationTests {

    /** Enough for each node to have some. */
    private static final int ROOMS = 12;

    private static final int FIRST_ROOM = -1_000_000;

    private static RedisNodes nodes;
    private static LettuceConnectionFactory connections;
    private static StringRedisTemplate redis;

    private final TestServer server = TestServer.shared();
    private RoomStore store;

    @BeforeAll
    static void start() {
        nodes = new RedisNodes();
        connections = new LettuceConnectionFactory(new RedisClusterConfiguration(nodes.addresses()));
        connections.afterPropertiesSet();
        connections.start();
        redis = new StringRedisTemplate(connections);
    }

    @BeforeEach
    void useIt() {
        var scripts = new RoomScripts(server.bean(RedisAccess.class), redis);
        var draws = new RoomDraws(scripts, server.bean(DrawStore.class));
        store = new RoomStore(
                scripts,
                new RoomCopies(scripts, server.bean(RoomCopyStore.class), draws),
                draws,
                server.bean(WaitingRoomSettings.class),
                server.clock(),
                server.bean(Traces.class));
    }

    @AfterAll
    static void stop() {
        connections.destroy();
        nodes.close();
    }

    @Test
    void aRoomLivesOnOneNodeAndRoomsOnAll() {
        for (var policy : List.of(new Policy.Slots(2, 600), new Policy.Cycle(2, Duration.ofMinutes(5)))) {
            var rules = new RoomRules(policy, Duration.ofMinutes(5), Duration.ofMinutes(1), Doors.OPEN, null);
            IntStream.range(0, ROOMS)
                    .mapToObj(room ->
                            new RoomId(new ConcertId(FIRST_ROOM - room - (policy instanceof Policy.Cycle ? ROOMS : 0))))
                    .forEach(room -> everyVerb(room, rules));
        }
        assertThat(nodes.addresses())
                .allSatisfy(address -> assertThat(keysOf(address)).isPositive());
    }

    private void everyVerb(RoomId room, RoomRules rules) {
        var line = Stream.generate(TestRoom::somebody)
                .limit(5)
                .map(user -> token(room, store.join(room, user, null, rules), user))
                .toList();
        assertThat(line).extracting(QueueToken::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(store.enter(line.getFirst(), rules).entered()).isTrue();
        store.stay(room, line.getFirst().user(), rules, Duration.ofMinutes(10));
        assertThat(store.look(line.get(4), rules).position()).isEqualTo(3);
        assertThat(store.leave(line.get(3), rules)).isTrue();
        assertThat(store.look(line.get(4), rules).position()).isEqualTo(2);
        assertThat(store.tick(room, rules).serving()).isEqualTo(2);
        store.copy(room, rules);

        redis.delete(RoomKeys.of(room));
        line.forEach(token -> redis.delete(RoomKeys.of(room, token.user()).getLast()));
        assertThat(store.look(line.getFirst(), rules).inside()).isGreaterThan(Duration.ofMinutes(9));
        assertThat(store.look(line.get(4), rules).position()).isEqualTo(2);
        assertThat(store.end(room, line.getFirst().user(), null, rules, Duration.ZERO))
                .isEqualTo(1);
        assertThat(store.join(room, TestRoom.somebody(), null, rules).number()).isGreaterThan(5);
    }

    private QueueToken token(RoomId room, RoomStore.Standing standing, UserId user) {
        var expiresAt = server.clock().instant().plus(standing.life());
        return new QueueToken(user, room, standing.number(), standing.serial(), expiresAt);
    }

    private static long keysOf(String address) {
        var parts = address.split(":", 2);
        try (var connection = connections.getClusterConnection()) {
            return connection.serverCommands().dbSize(new RedisClusterNode(parts[0], Integer.parseInt(parts[1])));
        }
    }
}
