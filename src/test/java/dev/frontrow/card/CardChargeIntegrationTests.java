package dev.frontrow.card;

import static dev.frontrow.Envelopes.assertRefusal;
import static dev.frontrow.Envelopes.assertSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Books;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.TestServer;
import dev.frontrow.card.CardCharge.Status;
import dev.frontrow.card.PaymentProvider.Verdict;
import dev.frontrow.wallet.Wallets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P5, P4: a charge by card, however its answer comes, adds the points once or not at all. */
class CardChargeIntegrationTests {

    private static final int AT_ONCE = 12;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGER_THAN_ANYBODY_ASKS = Duration.ofMinutes(2);

    private static final TestServer server = Counter.server();

    @AfterAll
    static void theBooksBalance() {
        Books.assertBalanced(Fans.organizer(server).api());
    }

    @Test
    void anApprovedChargeAddsThePoints() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.GOOD);
        assertSuccess(
                Counter.charge(fan, 30_000, method, null),
                200,
                "{\"userId\":\"%s\",\"newBalance\":30000}".formatted(fan.userId()));
        var points = fan.api()
                .post("/points/users/" + fan.userId() + "/charge", Map.of("amount", 5, "paymentMethodId", method));
        assertSuccess(points, 200, "30005");
        var charge = Counter.charges(fan).getFirst();
        var report = Counter.look(fan, charge).body();
        assertThat(report.path("status").asString()).isEqualTo("charged");
        assertThat(report.path("newBalance").asLong()).isEqualTo(30_000);
        var history =
                fan.api().get("/users/" + fan.userId() + "/balance/history").body();
        assertThat(history.path("entries").path(1).path("reference").asString()).isEqualTo(charge.toString());
        assertSettled(fan, 30_005);
    }

    @Test
    void aDeclinedChargeChangesNothing() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.DECLINES);
        var refused = Counter.charge(fan, 30_000, method, "k");
        assertRefusal(refused, 422, "CARD_DECLINED");
        assertThat(isReplay(refused)).isFalse();
        var again = Counter.charge(fan, 30_000, method, "k");
        assertRefusal(again, 422, "CARD_DECLINED");
        assertThat(isReplay(again)).isTrue();
        assertThat(Counter.charges(fan)).hasSize(1);
        assertThat(Counter.look(fan, Counter.charges(fan).getFirst())
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("declined");
        assertSettled(fan, 0);
    }

    /** The provider has charged the card, and nobody was told: asked again with the same key, it tells. */
    @ParameterizedTest
    @ValueSource(strings = {Counter.ANSWER_LOST, Counter.FAILS_ONCE})
    void aChargeWhoseAnswerIsLostIsSettledLaterAndOnce(String card) {
        var fan = Counter.fan();
        var method = Counter.card(fan, card);
        var answer = Counter.charge(fan, 7_000, method, "k");
        assertRefusal(answer, 409, "CHARGE_PENDING", "chargeId");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(isReplay(answer)).isFalse();
        var charge = UUID.fromString(answer.body().path("chargeId").asString());
        var next = Counter.charge(fan, 7_000, method, "k");
        assertThat(next.error()).isIn("CHARGE_PENDING", "");
        assertThat(next.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(next.error().equals("CHARGE_PENDING"));
        assertThat(isReplay(next)).isTrue();
        awaitStatus(fan, charge, "charged");
        assertSettled(fan, 7_000);
        var again = Counter.charge(fan, 7_000, method, "k");
        assertThat(again.body().path("newBalance").asLong()).isEqualTo(7_000);
        assertThat(isReplay(again)).isTrue();
        assertThat(Counter.charges(fan)).containsExactly(charge);
        assertSettled(fan, 7_000);
    }

    @Test
    void aChargeWhoseAnswerIsLostMayTurnOutDeclined() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.ANSWER_LOST_THEN_DECLINED);
        assertRefusal(Counter.charge(fan, 7_000, method, "k"), 409, "CHARGE_PENDING", "chargeId");
        awaitStatus(fan, Counter.charges(fan).getFirst(), "declined");
        assertRefusal(Counter.charge(fan, 7_000, method, "k"), 422, "CARD_DECLINED");
        assertSettled(fan, 0);
    }

    /** A card that is removed while its charge is undecided is still good for asking, and then forgotten. */
    @Test
    void aRemovedCardSettlesWhatWasBegun() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.ANSWER_LOST);
        Counter.charge(fan, 7_000, method, null);
        assertThat(fan.api()
                        .delete("/users/" + fan.userId() + "/payment-methods/" + method)
                        .status())
                .isEqualTo(200);
        awaitStatus(fan, Counter.charges(fan).getFirst(), "charged");
        assertSettled(fan, 7_000);
        assertThat(server.bean(PaymentMethodStore.class).tokenOf(new PaymentMethodId(UUID.fromString(method))))
                .isEmpty();
    }

    /** P4: one key, twelve requests at one instant, one charge at the provider and one entry. */
    @Test
    void oneKeyChargesOnceHoweverManyAskAtOnce() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.GOOD);
        var answers = Race.run(AT_ONCE, i -> Counter.charge(fan, 9_000, method, "one"));
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200
                        ? answer.body().path("newBalance").asLong() == 9_000
                        : answer.error().equals("IDEMPOTENCY_IN_PROGRESS"))
                .anyMatch(answer -> answer.status() == 200);
        assertThat(Counter.charges(fan)).hasSize(1);
        assertSettled(fan, 9_000);
        assertRefusal(Counter.charge(fan, 9_001, method, "one"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertRefusal(
                fan.api()
                        .with("Idempotency-Key", "one")
                        .post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 9_000)),
                422,
                "IDEMPOTENCY_KEY_REUSED");
    }

    /** Section 10, 4: cards, free charges and lost answers at once, and no point lost. */
    @Test
    void chargesAtOnceAllCount() {
        var fan = Counter.fan();
        var good = Counter.card(fan, Counter.GOOD);
        var lost = Counter.card(fan, Counter.ANSWER_LOST);
        Race.run(AT_ONCE, i -> switch (i % 3) {
            case 0 -> Counter.charge(fan, 1, good, null);
            case 1 -> Counter.charge(fan, 10, lost, null);
            default -> fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 100));
        });
        await().atMost(SOON).until(() -> Counter.incoming(fan) == 0);
        assertSettled(fan, AT_ONCE / 3 * 111L);
    }

    /** What a crash leaves between the provider's answer and our commit is asked again, by any instance, once. */
    @Test
    void aCrashBeforeOurCommitIsMadeUpFor() {
        var fan = Counter.fan();
        var method = new PaymentMethodId(UUID.fromString(Counter.card(fan, Counter.GOOD)));
        forbidSettling();
        Api.Answer answer;
        try {
            answer = Counter.charge(fan, 4_000, method.toString(), "k");
        } finally {
            allowSettling();
        }
        var charge = Counter.charges(fan).getFirst();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(Counter.atTheProvider(charge)).contains(Verdict.APPROVED);
        assertThat(Counter.balance(fan)).isZero();
        var inProgress = Counter.charge(fan, 4_000, method.toString(), "k");
        assertRefusal(inProgress, 409, "IDEMPOTENCY_IN_PROGRESS");
        assertThat(isReplay(inProgress)).isFalse();
        server.clock().advance(LONGER_THAN_ANYBODY_ASKS);
        awaitStatus(fan, charge, "charged");
        assertSettled(fan, 4_000);
        assertThat(Counter.charge(fan, 4_000, method.toString(), "k")
                        .body()
                        .path("newBalance")
                        .asLong())
                .isEqualTo(4_000);
    }

    /** However many ask about one charge at once, its points come once. */
    @Test
    void manyWhoAskAboutOneChargeSettleItOnce() {
        var fan = Counter.fan();
        var method = new PaymentMethodId(UUID.fromString(Counter.card(fan, Counter.GOOD)));
        var store = server.bean(CardChargeStore.class);
        var id = UUID.randomUUID();
        server.bean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(status -> {
                    var owner = new dev.frontrow.shared.UserId(fan.userId());
                    server.bean(Wallets.class).expect(owner, 600);
                    var now = server.clock().instant();
                    store.insert(id, owner, method, 600, now, now.plus(Duration.ofHours(1)));
                });
        var charge = store.find(id).orElseThrow();
        assertThat(charge.status()).isEqualTo(Status.PENDING);
        Race.run(AT_ONCE, i -> {
            server.bean(Settlement.class).ask(charge);
            return i;
        });
        assertSettled(fan, 600);
    }

    /** P1: room is kept for what cards are about to pay for. */
    @Test
    void whatIsPaidForAlwaysFits() {
        var fan = Counter.fan();
        var lost = Counter.card(fan, Counter.ANSWER_LOST);
        var path = "/users/" + fan.userId() + "/balance/charge";
        for (int i = 0; i < 99; i++) {
            fan.api().post(path, Map.of("amount", 10_000_000));
        }
        assertRefusal(Counter.charge(fan, 9_999_999, lost, null), 409, "CHARGE_PENDING", "chargeId");
        if (Counter.incoming(fan) > 0) {
            assertRefusal(fan.api().post(path, Map.of("amount", 2)), 400, "INVALID_CHARGE_AMOUNT");
        }
        assertRefusal(Counter.charge(fan, 2, lost, null), 400, "INVALID_CHARGE_AMOUNT");
        awaitStatus(fan, Counter.charges(fan).getFirst(), "charged");
        assertThat(fan.api().post(path, Map.of("amount", 1)).status()).isEqualTo(200);
        assertSettled(fan, 1_000_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 10_000_001})
    void amountsOutOfRangeDoNotReachTheProvider(long amount) {
        var fan = Counter.fan();
        assertRefusal(Counter.charge(fan, amount, Counter.card(fan, Counter.GOOD), null), 400, "INVALID_CHARGE_AMOUNT");
        assertThat(Counter.charges(fan)).isEmpty();
    }

    @Test
    void chargesAreTheirOwners() {
        var fan = Counter.fan();
        Counter.charge(fan, 1, Counter.card(fan, Counter.GOOD), null);
        var charge = Counter.charges(fan).getFirst();
        var other = Counter.fan();
        assertRefusal(other.api().get("/users/" + fan.userId() + "/charges/" + charge), 403, "FORBIDDEN");
        assertRefusal(Counter.look(other, charge), 404, "CHARGE_NOT_FOUND");
    }

    private static boolean isReplay(Api.Answer answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private static void awaitStatus(Fan fan, UUID charge, String status) {
        await().atMost(SOON).until(() -> {
            server.clock().advance(Duration.ofSeconds(1)); // the pause before the next time it is asked
            return Counter.look(fan, charge).body().path("status").asString().equals(status);
        });
    }

    private static void assertSettled(Fan fan, long balance) {
        assertThat(Counter.balance(fan)).isEqualTo(balance);
        assertThat(Counter.incoming(fan)).isZero();
        if (balance > 0) {
            Invariants.assertWalletAddsUp(server, fan.userId(), balance);
        }
        assertThat(Counter.charges(fan))
                .allSatisfy(charge -> assertThat(Counter.atTheProvider(charge)).isPresent());
    }

    /** As if the server were gone before its commit. */
    private static void forbidSettling() {
        server.jdbc().sql("""
                create function crash() returns trigger language plpgsql as $$
                begin raise exception 'crash' using errcode = 'restrict_violation'; end $$
                """).update();
        server.jdbc()
                .sql("create trigger crash before update on card_charge for each row execute function crash()")
                .update();
    }

    private static void allowSettling() {
        server.jdbc().sql("drop function crash cascade").update();
    }
}
