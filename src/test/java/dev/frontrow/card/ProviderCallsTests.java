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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A provider that falls silent keeps some of those who ask, not everybody (P5, Q6). */
class ProviderCallsTests {

    private static final int AT_ONCE = 64;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    private record Provider(Supplier<Verdict> verdict) implements PaymentProvider {

        @Override
        public String keep(Card card) {
            throw new AssertionError("nobody gives it a card");
        }

        @Override
        public Verdict charge(String token, long amount, UUID key) {
            return verdict.get();
        }
    }

    private PaymentProvider.Verdict afterTheSilence() {
        asked.incrementAndGet();
        try {
            silence.await();
        } catch (InterruptedException givenUp) {
            throw new IllegalStateException(givenUp);
        }
        return PaymentProvider.Verdict.APPROVED;
    }

    @Test
    void onlySomeWaitForASilentProvider() {
        var calls = calls(this::afterTheSilence, LONG, AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ProviderCalls.Answer>> waiting = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> charge(calls), threads))
                    .limit(AT_ONCE / 4)
                    .toList();
            await().until(() -> asked.get() == AT_ONCE / 4);
            assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.NOT_ASKED);
            assertThat(asked).hasValue(AT_ONCE / 4);
            silence.countDown();
            assertThat(waiting).extracting(CompletableFuture::join).containsOnly(ProviderCalls.Answer.APPROVED);
            assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.APPROVED);
        }
    }

    /** Whoever is given up makes room for the next one. */
    @Test
    void aCallThatIsGivenUpEnds() {
        var calls = calls(this::afterTheSilence, Duration.ofMillis(50), 1);
        assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.UNKNOWN);
        await().until(() -> charge(calls) == ProviderCalls.Answer.UNKNOWN);
        assertThat(asked).hasValueGreaterThan(1);
    }

    /** Otherwise each time somebody asks there would be one more of them. */
    @Test
    void aCallThatGoesOnAlthoughItIsGivenUpCounts() {
        var end = new CompletableFuture<PaymentProvider.Verdict>();
        var calls = calls(
                () -> {
                    asked.incrementAndGet();
                    return end.join(); // whoever interrupts it
                },
                Duration.ofMillis(50),
                1);
        assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.UNKNOWN);
        assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.NOT_ASKED);
        assertThat(asked).hasValueLessThanOrEqualTo(1);
        end.complete(PaymentProvider.Verdict.APPROVED);
        await().until(() -> charge(calls) == ProviderCalls.Answer.APPROVED);
    }

    /** Taken for no answer, it would be asked about again, and might be made after all. */
    @Test
    void aChargeThatIsDeclinedByExceptionIsDeclined() {
        var calls = calls(
                () -> {
                    throw new CardDeclined();
                },
                LONG,
                1);
        assertThat(charge(calls)).isEqualTo(ProviderCalls.Answer.DECLINED);
    }

    private static ProviderCalls calls(
            Supplier<PaymentProvider.Verdict> verdict, Duration patience, int requestsAtOnce) {
        return new ProviderCalls(
                new Provider(verdict), new CardSettings(null, patience), new HttpSettings(requestsAtOnce));
    }

    private static ProviderCalls.Answer charge(ProviderCalls calls) {
        return calls.charge("token", 1, Ids.next());
    }
}
