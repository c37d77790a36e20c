package dev.frontrow.waitingroom;

import dev.frontrow.TestServer;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.UserId;
import dev.frontrow.waitingroom.RoomRules.Doors;
import dev.frontrow.waitingroom.RoomStore.Standing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A room in real Redis and PostgreSQL, used by three instances, in which it is as late as a test says. */
final class VirtualRoom {

    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static final String CLOCK = "virtual-clock";
    /** Any time will do. */
    private static final Duration BEGIN = Duration.ofDays(20_000);

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration SESSION = Duration.ofMinutes(5);

    final RoomId id = new RoomId(new ConcertId(-ROOMS.incrementAndGet()));
    private final TestServer server;
    private final List<RoomStore> instances;
    private final StringRedisTemplate redis;
    private volatile RoomRules rules;

    VirtualRoom(TestServer server, Policy policy) {
        this.server = server;
        this.redis = server.bean(StringRedisTemplate.class);
        this.instances = Stream.of(server, server.second(), server)
                .map(VirtualRoom::store)
                .toList();
        this.rules = new RoomRules(policy, SESSION, GRACE, Doors.OPEN, null);
        at(Duration.ZERO);
    }

    private static RoomStore store(TestServer server) {
        var scripts = new RoomScripts(server.bean(RedisAccess.class), server.bean(StringRedisTemplate.class), CLOCK);
        return new RoomStore(
                scripts,
                new RoomCopies(scripts, server.bean(RoomCopyStore.class)),
                server.bean(WaitingRoomSettings.class),
                server.clock());
    }

    /** Makes it that long after the beginning. */
    void at(Duration sinceBegin) {
        redis.opsForHash()
                .put(
                        RoomKeys.of(id).getFirst(),
                        "now",
                        Long.toString(BEGIN.plus(sinceBegin).toMillis()));
    }

    void follow(Policy policy) {
        rules = new RoomRules(policy, SESSION, GRACE, rules.doors(), null);
    }

    void doors(Doors doors) {
        rules = new RoomRules(rules.policy(), SESSION, GRACE, doors, null);
    }

    RoomRules rules() {
        return rules;
    }

    /** One of the three, by any number. */
    RoomStore instance(long any) {
        return instances.get((int) Math.floorMod(any, (long) instances.size()));
    }

    QueueToken join() {
        return join(TestRoom.somebody());
    }

    QueueToken join(UserId user) {
        return token(user, instance(user.hashCode()).join(id, user, null, rules));
    }

    QueueToken token(UserId user, Standing standing) {
        var expiresAt = server.clock().instant().plus(Duration.ofHours(1));
        return new QueueToken(user, id, standing.number(), standing.serial(), expiresAt);
    }

    List<QueueToken> line(int people) {
        return Stream.generate(() -> join()).limit(people).toList();
    }

    Standing look(QueueToken token) {
        return instance(token.number()).look(token, rules);
    }

    boolean isInside(QueueToken token) {
        return look(token).inside().isPositive();
    }

    /** Those of a line who are inside now, after every instance has called in. */
    List<Long> inside(List<QueueToken> line) {
        instances.forEach(instance -> instance.tick(id, rules));
        return line.stream().filter(this::isInside).map(QueueToken::number).toList();
    }
}
