package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import dev.frontrow.shared.web.HttpSettings;
import dev.frontrow.wallet.Wallets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** P5: a charge for which there was no room at the provider is asked about soon, however often that happens. */
class CrowdedProviderIntegrationTests {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final long AMOUNT = 600;

    private final TestServer server = Counter.server();
    private final CardChargeStore store = server.bean(CardChargeStore.class);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch silence = new CountDownLatch(1);
    private final ProviderCalls oneAtATime =
            new ProviderCalls(new SilentProvider(), new CardSettings(null, LONG), new HttpSettings(1));

    private final class SilentProvider implements PaymentProvider {

        @Override
        public String keep(Card card) {
            throw new AssertionError("nobody gives it a card");
        }

        @Override
        public Verdict charge(String token, long amount, UUID key) {
            asked.countDown();
            try {
                silence.await();
            } catch (InterruptedException givenUp) {
                throw new IllegalStateException(givenUp);
            }
            return Verdict.DECLINED;
        }
    }

    @Test
    void whoCouldNotBeAskedAboutYetIsSoon() throws InterruptedException {
        var waiting = CompletableFuture.supplyAsync(() -> oneAtATime.charge("token", 1, Ids.next()));
        asked.await();
        var fan = Counter.fan();
        var charge = begin(new UserId(fan.userId()), Counter.card(fan, Counter.GOOD));
        for (int i = 0; i < 3; i++) {
            settlement().ask(charge);
            var undecided = store.find(charge.id()).orElseThrow();
            assertThat(undecided.status()).isEqualTo(CardCharge.Status.PENDING);
            assertThat(undecided.asked()).as("times that count for the pause").isZero();
            assertThat(undecided.askAt())
                    .isBeforeOrEqualTo(server.clock().instant().plusSeconds(1));
        }
        assertThat(waiting).isNotDone();
        silence.countDown();
        assertThat(waiting.join()).isEqualTo(ProviderCalls.Answer.DECLINED);
        server.clock().advance(Duration.ofSeconds(2));
        await().atMost(Duration.ofSeconds(10)).until(() -> Counter.balance(fan) == AMOUNT);
    }

    private Settlement settlement() {
        return new Settlement(
                store,
                server.bean(PaymentMethods.class),
                oneAtATime,
                server.bean(Wallets.class),
                server.bean(TransactionTemplate.class),
                server.clock());
    }

    private CardCharge begin(UserId owner, String method) {
        var id = Ids.next();
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            server.bean(Wallets.class).expect(owner, AMOUNT);
            var now = server.clock().instant();
            store.insert(id, owner, new PaymentMethodId(UUID.fromString(method)), AMOUNT, now, now.plus(LONG));
        });
        return store.find(id).orElseThrow();
    }
}
