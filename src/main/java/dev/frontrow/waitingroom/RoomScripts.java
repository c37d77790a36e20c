package dev.frontrow.waitingroom;

import dev.frontrow.shared.RedisAccess;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** The scripts that work on rooms. Each is put together from files, the first of which tells the time. */
@Component
class RoomScripts {

    /** Redis's own time. */
    private static final String CLOCK = "clock";

    private final RedisAccess redis;
    private final StringRedisTemplate template;
    private final String clock;

    @Autowired
    RoomScripts(RedisAccess redis, StringRedisTemplate template) {
        this(redis, template, CLOCK);
    }

    /** With another clock than Redis's own, which no build but that of the tests has. */
    RoomScripts(RedisAccess redis, StringRedisTemplate template, String clock) {
        this.redis = redis;
        this.template = template;
        this.clock = clock;
    }

    /**
     * A script made of the files of these names, after the clock.
     *
     * @param <T> of what its answer is a list: whole numbers or texts
     */
    @SuppressWarnings("unchecked") // both kinds of answers are lists
    <T> RedisScript<List<T>> of(String... names) {
        var text = Stream.concat(Stream.of(clock), Stream.of(names))
                .map(name -> RedisAccess.script("waitingroom/" + name + ".lua"))
                .collect(Collectors.joining("\n"));
        return new DefaultRedisScript<>(text, (Class<List<T>>) (Class<?>) List.class);
    }

    /**
     * Runs a script.
     *
     * @throws dev.frontrow.shared.Unavailable when Redis is away
     */
    <T> List<T> run(RedisScript<List<T>> script, List<String> keys, List<String> arguments) {
        return redis.call(() -> Objects.requireNonNull(template.execute(script, keys, arguments.toArray())));
    }
}
