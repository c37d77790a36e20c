package dev.frontrow.identity;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Ten failed log-ins per e-mail and minute, over all instances together (Q7). Each try takes one of the ten beforehand
 * and gets it back when it was right, so that a crowd of tries at once is no way around. While Redis is away each
 * instance counts for itself.
 */
@Component
class LogInLimit {

    static final int FAILURES = 10;
    /** Tries of one account, on one instance. */
    static final int MOST_WAITING = 64;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int TURNS = 256;

    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final BucketConfiguration SIZE = BucketConfiguration.builder()
            .addLimit(Bandwidth.builder()
                    .capacity(FAILURES)
                    .refillIntervally(FAILURES, PERIOD)
                    .build())
            .build();

    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();
    private final SharedBuckets shared;
    private final Buckets own;

    LogInLimit(SharedBuckets shared, Clock clock) {
        this.shared = shared;
        this.own = new Buckets(SIZE, PERIOD, clock);
    }

    /**
     * Makes a try that counts unless it is right or could not be made. Tries of one account take turns, so that many
     * who know the password do not use up at once what is there for failures.
     *
     * @param attempt empty when the answer is wrong
     * @throws RateLimited when none is left, whether the password is right or wrong, or too many wait for their turn
     */
    <T> Optional<T> count(String email, Supplier<Optional<T>> attempt) {
        var turn = turns.get(Math.floorMod(email.hashCode(), TURNS));
        if (turn.getQueueLength() >= MOST_WAITING) {
            throw new RateLimited(TRY_AGAIN);
        }
        turn.lock();
        try {
            take(email);
            boolean failed = false;
            try {
                var found = attempt.get();
                failed = found.isEmpty();
                return found;
            } finally {
                if (!failed) {
                    giveBack(email);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** @throws RateLimited when none is left, whether the password is right or wrong */
    void take(String email) {
        Buckets.refuseUnlessTaken(on(email, bucket -> bucket.tryConsumeAndReturnRemaining(1)));
    }

    void giveBack(String email) {
        on(email, bucket -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    private <T> T on(String email, Function<Bucket, T> act) {
        var key = key(email);
        return shared.on(key, SIZE, act).orElseGet(() -> act.apply(own.of(key)));
    }

    /** No e-mails in Redis, and keys of one length. */
    private static String key(String email) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return "log-in:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
