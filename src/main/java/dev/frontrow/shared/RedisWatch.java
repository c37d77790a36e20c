package dev.frontrow.shared;

import java.nio.charset.StandardCharsets;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Speaks to Redis while nobody else may: so {@link RedisAccess} notices that it goes, and that it is back. */
@Component
class RedisWatch {

    /** Two answers within a second are what it takes to be back. */
    private static final long LOOK_MS = 500;

    /** Of a cluster any one node gives it back; a ping would want all of them. */
    private static final byte[] WORD = "frontrow".getBytes(StandardCharsets.US_ASCII);

    private final RedisAccess redis;
    private final StringRedisTemplate template;

    RedisWatch(RedisAccess redis, StringRedisTemplate template) {
        this.redis = redis;
        this.template = template;
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        redis.call(() -> template.execute((RedisCallback<byte[]>) connection -> connection.echo(WORD)));
    }
}
