package dev.frontrow.identity;

import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.frontrow.shared.Caches;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Token buckets of one size in this process, one per key; the longest unused are forgotten. */
final class Buckets {

    private static final int MOST_KEYS = 100_000;

    private final LoadingCache<String, Bucket> byKey;

    /** @param refill how long an empty bucket takes to be full */
    Buckets(BucketConfiguration size, Duration refill, Clock clock) {
        var meter = meter(clock);
        byKey = Caches.builder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(refill)
                .build(_ -> {
                    var bucket = Bucket.builder().withCustomTimePrecision(meter);
                    for (var limit : size.getBandwidths()) {
                        bucket.addLimit(limit);
                    }
                    return bucket.build();
                });
    }

    Bucket of(String key) {
        return byKey.get(key);
    }

    /** @throws RateLimited when the bucket was empty, with the time until it is not */
    static void refuseUnlessTaken(ConsumptionProbe probe) {
        if (!probe.isConsumed()) {
            throw new RateLimited(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** The library's view of our clock. */
    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
