package dev.frontrow.card;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** P5: a charge by card whose token does not open, and the token of a card that is removed while it is charged. */
class CardTokenIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long LOCK = 0xCA4D;

    private final TestServer server = Counter.server();
    private final Fan fan = Counter.fan();

    @Test
    void aCardWhoseKeyIsLostIsRefusedBeforeAnythingIsBegun() {
        var card = Counter.card(fan, Counter.GOOD);
        var token = loseKey(card);
        try {
            assertRefusal(Counter.charge(fan, 500, card, "k"), 422, "PAYMENT_METHOD_UNUSABLE");
            assertRefusal(Counter.charge(fan, 500, card, "k"), 422, "PAYMENT_METHOD_UNUSABLE");
            assertThat(Counter.charges(fan)).isEmpty();
            assertThat(Counter.incoming(fan)).isZero();
        } finally {
            keep(card, token); // or each server that starts on these tables says that a key is missing
        }
    }

    /** Whoever has the key settles it; whoever has not asks less and less often. */
    @Test
    void aChargeThatCannotBeAskedAboutHereStaysPending() {
        var card = Counter.card(fan, Counter.ANSWER_LOST);
        assertRefusal(Counter.charge(fan, 500, card, "k"), 409, "CHARGE_PENDING", "chargeId");
        var charge = Counter.charges(fan).getFirst();
        var token = loseKey(card);
        int asked = find(charge).asked();
        await().atMost(SOON).until(() -> {
            server.clock().advance(Duration.ofSeconds(2));
            return find(charge).asked() > asked + 1;
        });
        var told = Counter.charge(fan, 500, card, "k");
        assertRefusal(told, 409, "CHARGE_PENDING", "chargeId");
        assertThat(told.body().path("chargeId").asString()).isEqualTo(charge.toString());
        keep(card, token);
        await().atMost(SOON).until(() -> {
            server.clock().advance(Duration.ofSeconds(2));
            return Counter.balance(fan) == 500;
        });
    }

    /** The charge is decided and not committed yet when the card is removed. */
    @Test
    void theTokenGoesWithACardThatIsRemovedWhileItsChargeIsSettled() {
        var card = Counter.card(fan, Counter.GOOD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holdUpCommitsOfChargesWith(card);
            var both = server.bean(TransactionTemplate.class).execute(status -> {
                lock();
                var charged = begin(threads, () -> Counter.charge(fan, 500, card, null));
                await().atMost(SOON).until(() -> waitsFor("advisory"));
                var removed =
                        begin(threads, () -> fan.api().delete("/users/" + fan.userId() + "/payment-methods/" + card));
                await().atMost(SOON).until(() -> removed.isDone() || waitsFor("transactionid"));
                return CompletableFuture.allOf(charged, removed);
            });
            assertThat(both).succeedsWithin(SOON);
        } finally {
            server.jdbc().sql("drop function hold_up cascade").update();
        }
        assertThat(Counter.balance(fan)).isEqualTo(500);
        assertThat(token(card)).isNull();
    }

    private void holdUpCommitsOfChargesWith(String card) {
        server.jdbc().sql("""
                create function hold_up() returns trigger language plpgsql as $$
                begin perform pg_advisory_xact_lock(%d); return null; end $$
                """.formatted(LOCK)).update();
        server.jdbc().sql("""
                create constraint trigger hold_up after update on card_charge deferrable initially deferred
                for each row when (new.payment_method_id = '%s') execute function hold_up()
                """.formatted(card)).update();
    }

    private void lock() {
        server.jdbc()
                .sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(row -> {});
    }

    private boolean waitsFor(String what) {
        return server.jdbc()
                .sql("select exists (select from pg_locks where not granted and locktype = :what)")
                .param("what", what)
                .query(Boolean.class)
                .single();
    }

    private static <T> CompletableFuture<T> begin(ExecutorService threads, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    private CardCharge find(UUID charge) {
        return server.bean(CardChargeStore.class).find(charge).orElseThrow();
    }

    /** As if it had been sealed with a key that nobody has any more; what it was before. */
    private byte[] loseKey(String card) {
        var before = Objects.requireNonNull(token(card));
        var lost = TokenSeal.from("9:CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=", Path.of("none"));
        keep(card, lost.seal(new PaymentMethodId(UUID.fromString(card)), "lost").bytes());
        return before;
    }

    private void keep(String card, byte[] token) {
        server.jdbc()
                .sql("update payment_method set sealed_token = :token where id = :card")
                .param("token", token)
                .param("card", UUID.fromString(card))
                .update();
    }

    private byte @Nullable [] token(String card) {
        return server.jdbc()
                .sql("select sealed_token from payment_method where id = :card")
                .param("card", UUID.fromString(card))
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }
}
