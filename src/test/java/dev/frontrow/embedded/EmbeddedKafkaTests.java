package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What ends in order is waited for, and what never ends is not. */
class EmbeddedKafkaTests {

    @Test
    void anEndThatNeverComesIsNotWaitedForForEver() {
        var never = new CountDownLatch(1);
        assertThat(EmbeddedKafka.endsWithin(Duration.ofMillis(50), () -> await(never)))
                .isFalse();
        never.countDown();
        assertThat(EmbeddedKafka.endsWithin(Duration.ofSeconds(30), () -> await(never)))
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
