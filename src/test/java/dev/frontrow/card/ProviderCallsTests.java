package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.shared.Ids;
import dev.frontrow.shared.web.HttpSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A provider that falls silent keeps some of those who ask, not everybody (P5, Q6). */
class ProviderCallsTests {

    private static final int AT_ONCE = 64;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final ProviderCalls calls =
            new ProviderCalls(new SilentProvider(), new CardSettings(null, LONG), new HttpSettings(AT_ONCE));

    private final class SilentProvider implements PaymentProvider {

        @Override
        public String keep(Card card) {
            throw new AssertionError("nobody gives it a card");
        }

        @Override
        public Verdict charge(String token, long amount, UUID key) {
            asked.incrementAndGet();
            try {
                silence.await();
            } catch (InterruptedException givenUp) {
                throw new IllegalStateException(givenUp);
            }
            return Verdict.APPROVED;
        }
    }

    @Test
    void onlySomeWaitForASilentProvider() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ProviderCalls.Answer>> waiting = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::charge, threads))
                    .limit(AT_ONCE / 4)
                    .toList();
            await().until(() -> asked.get() == AT_ONCE / 4);
            assertThat(charge()).isEqualTo(ProviderCalls.Answer.NOT_ASKED);
            assertThat(asked).hasValue(AT_ONCE / 4);
            silence.countDown();
            assertThat(waiting).extracting(CompletableFuture::join).containsOnly(ProviderCalls.Answer.APPROVED);
            assertThat(charge()).isEqualTo(ProviderCalls.Answer.APPROVED);
        }
    }

    private ProviderCalls.Answer charge() {
        return calls.charge("token", 1, Ids.next());
    }
}
