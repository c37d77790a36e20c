package dev.frontrow.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.stereotype.Component;

/** Token buckets that all instances share, in Redis. */
@Component
class SharedBuckets {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int TRIES = 4;
    /** A full bucket is the same as none, so it need not be kept longer than it takes to fill. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RedisConnectionFactory redis;
    private final Clock clock;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "rate-limit",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(TRIES)
                    .minimumNumberOfCalls(TRIES)
                    .waitDurationInOpenState(PAUSE)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());
    private volatile @Nullable ProxyManager<byte[]> buckets;

    SharedBuckets(RedisConnectionFactory redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** What the act on the key's bucket brings; empty when Redis is away. */
    <T> Optional<T> on(String key, BucketConfiguration size, Function<Bucket, T> act) {
        try {
            return Optional.of(breaker.executeSupplier(
                    () -> act.apply(buckets().builder().build(key.getBytes(StandardCharsets.UTF_8), () -> size))));
        } catch (RuntimeException away) {
            LOG.debug("Redis away", away);
            return Optional.empty();
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
