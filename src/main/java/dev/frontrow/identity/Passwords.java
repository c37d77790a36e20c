package dev.frontrow.identity;

import dev.frontrow.shared.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Slow salted hashes of passwords (I1). They are computed by a few threads of the operating system, since a virtual one
 * keeps its processor until it is done: a crowd that logs in would stop everybody else's calls.
 */
@Component
class Passwords implements DisposableBean {

    /** bcrypt looks at no more. */
    static final int MOST_BYTES = 72;

    static final int LEAST_CHARACTERS = 8;

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    /**
     * Half of the requests that are worked on at once by default, so that a crowd that signs up is served rather than
     * refused; on two processors the last of them waits for some twenty seconds.
     */
    static final int MOST_WAITING = 256;

    /** Where a hash tells the cost: {@code $2a$10$...}. */
    private static final int COST_FROM = 4;

    private static final int COST_TO = 6;

    private static final int GENERATED_BYTES = 15;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("passwords-", 0).daemon().factory());

    private final int strength;
    private final BCryptPasswordEncoder encoder;
    private final Timer timer;
    private final String hashOfNobody;

    Passwords(IdentitySettings settings, MeterRegistry meters) {
        strength = settings.bcryptStrength();
        encoder = new BCryptPasswordEncoder(strength);
        timer = meters.timer("frontrow.identity.password.hash");
        hashOfNobody = hash(UUID.randomUUID().toString());
    }

    /**
     * The salted hash of a new password.
     *
     * @throws Unavailable when more people log in than there is time for
     */
    String hash(String password) {
        return slowly(() -> encoder.encode(password));
    }

    /** Whether the hash was computed with less strength than new ones are. */
    boolean isWeak(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /**
     * Whether the password belongs to the hash. Without a hash the answer is no and takes the same time, and with a
     * weak one too, so that nobody learns from it which e-mails are known (I2). Only hashes of more strength than
     * today's take longer.
     *
     * @throws Unavailable when more people log in than there is time for
     */
    boolean match(String password, @Nullable String hash) {
        boolean same = slowly(() -> matches(password, hash == null ? hashOfNobody : hash));
        return same && hash != null && fits(password);
    }

    /** Each step of strength doubles the time: a weak hash, and one of each step up to today's, take as long as one. */
    private boolean matches(String password, String hash) {
        for (int step = Integer.parseInt(hash, COST_FROM, COST_TO, 10); step < strength; step++) {
            encoder.matches(password, "$2a$%02d".formatted(step) + hashOfNobody.substring(COST_TO));
        }
        return encoder.matches(password, hash);
    }

    /** A password that nobody guesses: 20 characters. */
    static String generated() {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    static boolean isLongEnough(String password) {
        return password.codePointCount(0, password.length()) >= LEAST_CHARACTERS;
    }

    private <T> T slowly(Callable<T> hashing) {
        try {
            return threads.submit(() -> timer.recordCallable(hashing)).get();
        } catch (RejectedExecutionException full) {
            throw new Unavailable(RETRY_AFTER);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable(RETRY_AFTER);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
