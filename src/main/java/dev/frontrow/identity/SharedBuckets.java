package dev.frontrow.identity;

import dev.frontrow.shared.RedisAccess;
import dev.frontrow.shared.Unavailable;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.stereotype.Component;

/** Token buckets that all instances share, in Redis. */
@Component
class SharedBuckets {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Kept after it would be full again, which is the same as none; the clocks of two instances differ by less. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RedisConnectionFactory redis;
    private final RedisAccess access;
    private final Clock clock;
    private volatile @Nullable ProxyManager<byte[]> buckets;

    SharedBuckets(RedisConnectionFactory redis, RedisAccess access, Clock clock) {
        this.redis = redis;
        this.access = access;
        this.clock = clock;
    }

    /** What the act on the key's bucket brings; empty when Redis is away. */
    <T> Optional<T> on(String key, BucketConfiguration size, Function<Bucket, T> act) {
        try {
            return Optional.of(access.call(() -> asked(key, size, act)));
        } catch (Unavailable away) {
            return Optional.empty();
        }
    }

    /** The library speaks to the driver itself, so the driver's faults are told the way Spring's template would. */
    private <T> T asked(String key, BucketConfiguration size, Function<Bucket, T> act) {
        try {
            return act.apply(buckets().builder().build(key.getBytes(StandardCharsets.UTF_8), () -> size));
        } catch (RedisException | TimeoutException e) {
            throw new RedisSystemException("bucket not read", e);
        }
    }

    private ProxyManager<byte[]> buckets() {
        var known = buckets;
        return known == null ? connected() : known;
    }

    /** Asked for at the first use, so that a server starts without Redis. */
    private synchronized ProxyManager<byte[]> connected() {
        var known = buckets;
        if (known == null) {
            known = onSharedConnection()
                    .clientClock(Buckets.meter(clock))
                    .requestTimeout(PATIENCE)
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                    .build();
            buckets = known;
        }
        return known;
    }

    private LettuceBasedProxyManagerBuilder<byte[]> onSharedConnection() {
        try (var connection = (LettuceConnection) redis.getConnection()) {
            return switch (connection.getNativeConnection()) {
                case RedisAsyncCommands<byte[], byte[]> one -> Bucket4jLettuce.casBasedBuilder(one);
                case RedisAdvancedClusterAsyncCommands<byte[], byte[]> many -> Bucket4jLettuce.casBasedBuilder(many);
                default -> throw new IllegalStateException("neither Redis nor a cluster of it");
            };
        }
    }
}
