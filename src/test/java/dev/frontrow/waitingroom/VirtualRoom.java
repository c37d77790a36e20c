package dev.frontrow.waitingroom;

import dev.frontrow.TestServer;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import dev.frontrow.waitingroom.RoomRules.Doors;
import dev.frontrow.waitingroom.RoomStore.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A room in real Redis and PostgreSQL, used by three instances, in which it is as late as a test says. */
final class VirtualRoom {

    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static final String CLOCK = "virtual-clock";
    /** Any time will do. */
    private static final Duration BEGIN = Duration.ofDays(20_000);

    /** Which of the room's keys. */
    private static final int CALLED = 1;

    private static final int INSIDE = 2;
    private static final Duration GRACE = Duration.ofSeconds(60);
    /** Of a queue token: as if it had been taken almost a day before. */
    static final Duration VALIDITY = Duration.ofHours(1);

    private static final Duration SESSION = Duration.ofMinutes(5);

    final RoomId id = new RoomId(new ConcertId(-ROOMS.incrementAndGet()));
    private final TestServer server;
    private final List<RoomStore> instances;
    private final StringRedisTemplate redis;
    private RoomRules rules;
    private Duration sinceBegin = Duration.ZERO;

    VirtualRoom(TestServer server, Policy policy) {
        this(server, new RoomRules(policy, SESSION, GRACE, Doors.OPEN, null));
    }

    VirtualRoom(TestServer server, RoomRules rules) {
        this.server = server;
        this.redis = server.bean(StringRedisTemplate.class);
        this.instances = Stream.of(server, server.second(), server)
                .map(VirtualRoom::store)
                .toList();
        this.rules = rules;
        at(Duration.ZERO);
    }

    private static RoomStore store(TestServer server) {
        var scripts = new RoomScripts(server.bean(RedisAccess.class), server.bean(StringRedisTemplate.class), CLOCK);
        var draws = new RoomDraws(scripts, server.bean(DrawStore.class));
        return new RoomStore(
                scripts,
                new RoomCopies(scripts, server.bean(RoomCopyStore.class), draws),
                draws,
                server.bean(WaitingRoomSettings.class),
                server.clock(),
                server.bean(Traces.class));
    }

    /** Makes it that long after the beginning. */
    void at(Duration sinceBegin) {
        this.sinceBegin = sinceBegin;
        redis.opsForHash()
                .put(
                        RoomKeys.of(id).getFirst(),
                        "now",
                        Long.toString(BEGIN.plus(sinceBegin).toMillis()));
    }

    /** Redis loses what was copied just before, and whatever came after that. */
    void lose(List<QueueToken> accounts) {
        redis.delete(RoomKeys.of(id));
        accounts.forEach(token -> redis.delete(RoomKeys.of(id, token.user()).getLast()));
        at(sinceBegin);
    }

    void copy() {
        instance(0).copy(id, rules);
    }

    void follow(Policy policy) {
        rules = new RoomRules(policy, rules.session(), rules.grace(), rules.doors(), null);
    }

    void opensAt(Instant opening) {
        rules = new RoomRules(rules.policy(), rules.session(), rules.grace(), rules.doors(), opening);
    }

    void doors(Doors doors) {
        rules = new RoomRules(rules.policy(), rules.session(), rules.grace(), doors, null);
    }

    /** Who holds a slot, from Redis itself: number to deadline, that long after the beginning, in ms. */
    Map<Long, Long> held(boolean entered) {
        var key = RoomKeys.of(id).get(entered ? INSIDE : CALLED);
        var all = Objects.requireNonNull(redis.opsForZSet().rangeWithScores(key, 0, -1));
        return all.stream()
                .collect(Collectors.toMap(
                        one -> Long.valueOf(Objects.requireNonNull(one.getValue())),
                        one -> Objects.requireNonNull(one.getScore()).longValue() - BEGIN.toMillis()));
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
        return new QueueToken(user, id, standing.number(), standing.serial(), validUntil());
    }

    Instant validUntil() {
        return server.clock().instant().plus(VALIDITY);
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
