package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** When Redis is asked, and when it is taken for away. */
class RedisAccessTests {

    private static final int ENOUGH_TO_DOUBT = 10;
    private static final int ENOUGH_TO_TRUST = 2;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RedisAccess redis = new RedisAccess();

    @Test
    void itIsAskedAgainEvenWhenATryEndedInAnError() {
        for (int i = 0; i < ENOUGH_TO_DOUBT; i++) {
            assertThatThrownBy(() -> redis.call(() -> {
                        throw new QueryTimeoutException("silent");
                    }))
                    .isInstanceOf(Unavailable.class);
        }
        await().atMost(SOON).until(this::isTried);
        var answered = new AtomicInteger();
        await().atMost(SOON).until(() -> isAnswered() && answered.incrementAndGet() > ENOUGH_TO_TRUST);
    }

    /** A try that is let through and does not end in an answer. */
    private boolean isTried() {
        try {
            redis.call(() -> {
                throw new LinkageError("no answer, and no exception of Redis");
            });
        } catch (Unavailable away) {
            return false;
        } catch (LinkageError tried) {
            return true;
        }
        throw new AssertionError();
    }

    private boolean isAnswered() {
        try {
            return redis.call(() -> true);
        } catch (Unavailable away) {
            return false;
        }
    }
}
