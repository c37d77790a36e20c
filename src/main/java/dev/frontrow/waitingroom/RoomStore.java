package dev.frontrow.waitingroom;

import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The rooms in Redis: one script per verb, all keys of a room under one hash tag. Every method throws
 * {@link dev.frontrow.shared.Unavailable} when Redis is away.
 */
@Repository
class RoomStore {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String ANY_NUMBER = "";

    /**
     * Where a number stands.
     *
     * @param position 0 when it does not wait
     * @param inside how long it may still stay inside; zero when it is not inside
     * @param life how long the place is kept
     * @param entered whether the session began just now
     */
    record Standing(long number, long position, Duration inside, Duration life, boolean entered) {
        private static Standing of(List<Long> answer) {
            return new Standing(
                    answer.get(0),
                    answer.get(1),
                    Duration.ofMillis(answer.get(2)),
                    Duration.ofMillis(answer.get(3)),
                    answer.size() > 4 && answer.get(4) == 1);
        }
    }

    private final RedisAccess redis;
    private final StringRedisTemplate template;
    private final WaitingRoomSettings settings;
    private final RedisScript<List<Long>> join = script("join");
    private final RedisScript<List<Long>> look = script("look");
    private final RedisScript<List<Long>> enter = script("enter");
    private final RedisScript<List<Long>> stay = script("stay");
    private final RedisScript<List<Long>> leave = script("leave");
    private final RedisScript<List<Long>> tick = script("tick");

    RoomStore(RedisAccess redis, StringRedisTemplate template, WaitingRoomSettings settings) {
        this.redis = redis;
        this.template = template;
        this.settings = settings;
    }

    /** The account's place, a new one at the back if it has none. */
    Standing join(RoomId room, UserId user, RoomRules rules) {
        return Standing.of(run(join, keys(room, user), rules));
    }

    Standing look(QueueToken token, RoomRules rules) {
        return Standing.of(run(look, keys(token.room(), token.user()), rules, token.number()));
    }

    /** Looks on behalf of a booking call, the first of which begins the session. */
    Standing enter(QueueToken token, RoomRules rules) {
        return Standing.of(run(enter, keys(token.room(), token.user()), rules, token.number()));
    }

    /** Lets whoever is inside stay for at least that long from now. */
    Standing stay(RoomId room, UserId user, RoomRules rules, Duration atLeast) {
        return Standing.of(run(stay, keys(room, user), rules, atLeast.toMillis()));
    }

    void leave(QueueToken token, RoomRules rules) {
        run(leave, keys(token.room(), token.user()), rules, token.number(), 0);
    }

    /** Ends the account's place if it is at least that old, and says which number that was; 0 when none was. */
    long end(RoomId room, UserId user, RoomRules rules, Duration age) {
        return run(leave, keys(room, user), rules, ANY_NUMBER, age.toMillis()).getFirst();
    }

    /** Calls in whoever's turn it is, at most one piece of them. */
    RoomState tick(RoomId room, RoomRules rules) {
        return RoomState.of(run(tick, keys(room), rules));
    }

    private List<Long> run(RedisScript<List<Long>> script, List<String> keys, RoomRules rules, Object... more) {
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(rules.paused() ? 0 : rules.capacity()));
        arguments.add(Integer.toString(Objects.requireNonNullElse(rules.admitPerMinute(), 0)));
        arguments.add(Long.toString(rules.session().toMillis()));
        arguments.add(Long.toString(rules.grace().toMillis()));
        arguments.add(Long.toString(settings.tokenTtl().toMillis()));
        for (var argument : more) {
            arguments.add(argument.toString());
        }
        return redis.call(() -> Objects.requireNonNull(template.execute(script, keys, arguments.toArray())));
    }

    private static List<String> keys(RoomId room) {
        var tag = tag(room);
        return List.of(tag + ":counters", tag + ":called", tag + ":inside", tag + ":left", tag + ":admitted");
    }

    /** The user's key is as short as can be, there are millions of it: 120 bytes with all that Redis adds. */
    private static List<String> keys(RoomId room, UserId user) {
        var keys = new ArrayList<>(keys(room));
        keys.add(tag(room) + BASE64.encodeToString(bytes(user.value())));
        return keys;
    }

    private static String tag(RoomId room) {
        return "{room:" + room + "}";
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @SuppressWarnings("unchecked") // a script's answer is whole numbers
    private static RedisScript<List<Long>> script(String name) {
        return new DefaultRedisScript<>(text("room") + text(name), (Class<List<Long>>) (Class<?>) List.class);
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("waitingroom/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
