package dev.frontrow.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Wallets as their owners see them (P1–P3). */
class WalletIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestServer server = TestServer.shared();
    private final TransactionTemplate transaction = server.bean(TransactionTemplate.class);

    /** P1, P2: under both addresses. */
    @Test
    void aChargeAnswersTheNewBalance() {
        var fan = Fans.signUp(server);
        assertThat(charge(fan, "1").body().path("newBalance").asLong()).isEqualTo(1);
        var points = fan.api().post("/points/users/" + fan.userId() + "/charge", Map.of("amount", 10_000_000));
        assertThat(points.body().asLong()).isEqualTo(10_000_001);
        assertThat(balance(fan)).isEqualTo(10_000_001);
        assertThat(fan.api().get("/points/users/" + fan.userId()).body().asLong())
                .isEqualTo(10_000_001);
    }

    /** P1 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.5",
                "1.0",
                "1e3",
                "\"abc\"",
                "\"100\"",
                "\"\"",
                "null",
                "true",
                "[]",
                "{}",
                "10000001",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "1e999999999"
            })
    void whatIsNoWholeAmountUpToTenMillionIsRefused(String amount) {
        var fan = Fans.signUp(server);
        var body = "{\"amount\":" + amount + "}";
        for (String path :
                List.of("/users/" + fan.userId() + "/balance/charge", "/points/users/" + fan.userId() + "/charge")) {
            var refused = fan.api().post(path, body);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("INVALID_CHARGE_AMOUNT");
        }
        assertThat(balance(fan)).isZero();
        assertThat(history(fan, "").path("entries").size()).isZero();
    }

    /** P1 */
    @Test
    void aChargeWithoutAnAmountIsRefused() {
        var fan = Fans.signUp(server);
        assertThat(fan.api()
                        .post("/users/" + fan.userId() + "/balance/charge", "{}")
                        .error())
                .isEqualTo("INVALID_CHARGE_AMOUNT");
    }

    /** P1: a balance may be 1,000,000,000 and no point more. */
    @Test
    void aWalletHoldsABillionPointsAndNoPointMore() {
        var fan = Fans.signUp(server);
        for (int i = 0; i < 99; i++) {
            charge(fan, "10000000");
        }
        charge(fan, "9999999");
        assertThat(charge(fan, "2").error()).isEqualTo("INVALID_CHARGE_AMOUNT");
        assertThat(balance(fan)).isEqualTo(999_999_999);
        assertThat(charge(fan, "1").body().path("newBalance").asLong()).isEqualTo(1_000_000_000);
        assertThat(charge(fan, "1").error()).isEqualTo("INVALID_CHARGE_AMOUNT");
        assertThat(balance(fan)).isEqualTo(1_000_000_000);
    }

    /** P3: page by page, newest first, every entry once, also while new ones come. */
    @Test
    void theHistoryIsReadPageByPage() {
        var fan = Fans.signUp(server);
        for (int amount = 1; amount <= 7; amount++) {
            charge(fan, "" + amount);
        }
        var amounts = new ArrayList<Long>();
        var sizes = new ArrayList<Integer>();
        String cursor = "";
        while (cursor != null) {
            var page = history(fan, "&size=3" + cursor);
            page.path("entries")
                    .forEach(entry -> amounts.add(entry.path("amount").asLong()));
            sizes.add(page.path("entries").size());
            cursor = after(page);
            charge(fan, "100");
        }
        assertThat(amounts).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    /** P3 */
    @ParameterizedTest
    @ValueSource(strings = {"size=0", "size=101", "size=-1", "cursor=0", "cursor=x"})
    void pagesOutOfRangeAreRefused(String query) {
        var fan = Fans.signUp(server);
        var refused = fan.api().get("/users/" + fan.userId() + "/balance/history?" + query);
        assertThat(refused.status()).isEqualTo(400);
    }

    /** P3: what each entry says. */
    @Test
    void anEntrySaysWhatMovedThePointsAndWhatWasLeft() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        charge(fan, "80000");
        var seat = Map.of("userId", fan.userId(), "date", show.date(), "seat", 1, "concertId", show.concertId());
        fan.api().post("/seats/reserve", seat);
        var paid = fan.api().post("/seats/payment", seat).body();
        var entries = history(fan, "").path("entries");
        assertThat(entries.size()).isEqualTo(2);
        assertThat(said(entries.path(0)))
                .isEqualTo("USE -50000 30000 " + paid.path("paymentId").asString());
        assertThat(said(entries.path(1))).isEqualTo("CHARGE 80000 80000 null");
    }

    /** P3: the payment waits until the charge is committed, and goes on from what that has left. */
    @Test
    void aFreeSeatIsPaidWhileTheFirstChargeOfTheWalletRuns() throws Exception {
        var fan = Fans.signUp(server);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var payment = transaction.execute(status -> {
                chargeByHand(fan, 1_000);
                var begun = threads.submit(() -> debit(fan, 0));
                await().atMost(SOON).until(this::somebodyWaitsForAWallet);
                return begun;
            });
            assertThat(Objects.requireNonNull(payment).get()).containsExactly(new Outcome.Done<>(1_000L));
        }
        Invariants.assertWalletAddsUp(server, fan.userId(), 1_000);
    }

    /** M3 */
    @Test
    void aPaymentThatIsRefusedOpensNoWallet() {
        var fan = Fans.signUp(server);
        assertThat(debit(fan, 1)).first().isInstanceOf(Outcome.Refused.class);
        assertThat(server.jdbc()
                        .sql("select user_id from wallet where user_id = :user")
                        .param("user", fan.userId())
                        .query(UUID.class)
                        .list())
                .isEmpty();
        assertThat(debit(fan, 1, 0)).last().isEqualTo(new Outcome.Done<>(0L));
        Invariants.assertWalletAddsUp(server, fan.userId(), 0);
    }

    /** P3: not even by hand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update wallet_entry set amount = amount + 1 where user_id = '%s'",
                "delete from wallet_entry where user_id = '%s'",
                "truncate wallet_entry -- '%s'"
            })
    void theHistoryIsOnlyAddedTo(String change) {
        var fan = Fans.signUp(server);
        charge(fan, "100");
        assertThatThrownBy(
                        () -> server.jdbc().sql(change.formatted(fan.userId())).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThat(history(fan, "").path("entries").size()).isEqualTo(1);
    }

    /** P1, P2, P3: a wallet is its owner's and the organizers'. */
    @Test
    void nobodyElseSeesOrChargesAWallet() {
        var fan = Fans.signUp(server);
        var other = Fans.signUp(server);
        var wallet = "/users/" + fan.userId() + "/balance";
        assertThat(other.api().get(wallet).error()).isEqualTo("FORBIDDEN");
        assertThat(other.api().get(wallet + "/history").error()).isEqualTo("FORBIDDEN");
        assertThat(other.api().post(wallet + "/charge", Map.of("amount", 1)).error())
                .isEqualTo("FORBIDDEN");
        var organizer = Fans.organizer(server).api();
        assertThat(organizer.get(wallet).status()).isEqualTo(200);
        assertThat(organizer.get("/users/" + UUID.randomUUID() + "/balance").error())
                .isEqualTo("USER_NOT_FOUND");
    }

    private static Api.Answer charge(Fan fan, String amount) {
        return fan.api().post("/users/" + fan.userId() + "/balance/charge", "{\"amount\":" + amount + "}");
    }

    private void chargeByHand(Fan fan, long amount) {
        for (var act : List.of(
                "insert into wallet (user_id, balance) values (:user, :amount)",
                "insert into wallet_entry (user_id, type, amount, balance_after, at)"
                        + " values (:user, 'CHARGE', :amount, :amount, now())")) {
            server.jdbc()
                    .sql(act)
                    .param("user", fan.userId())
                    .param("amount", amount)
                    .update();
        }
    }

    private List<Outcome<Long>> debit(Fan fan, long... amounts) {
        var owner = new UserId(fan.userId());
        var debits = LongStream.of(amounts)
                .mapToObj(amount -> new Wallets.Debit(owner, amount, UUID.randomUUID()))
                .toList();
        return Objects.requireNonNull(
                transaction.execute(status -> server.bean(Wallets.class).debit(debits)));
    }

    private boolean somebodyWaitsForAWallet() {
        return server.jdbc().sql("""
                select exists (select from pg_stat_activity
                                where wait_event_type = 'Lock' and query like 'insert into wallet%')
                """).query(Boolean.class).single();
    }

    private static long balance(Fan fan) {
        return fan.api()
                .get("/users/" + fan.userId() + "/balance")
                .body()
                .path("balance")
                .asLong(-1);
    }

    private static JsonNode history(Fan fan, String query) {
        return fan.api()
                .get("/users/" + fan.userId() + "/balance/history?" + query)
                .body();
    }

    private static @Nullable String after(JsonNode page) {
        var next = page.path("nextCursor");
        return next.isNull() || next.isMissingNode() ? null : "&cursor=" + Objects.requireNonNull(next.asString());
    }

    private static String said(JsonNode entry) {
        return "%s %d %d %s"
                .formatted(
                        entry.path("type").asString(),
                        entry.path("amount").asLong(),
                        entry.path("balanceAfter").asLong(),
                        entry.path("reference").isString()
                                ? entry.path("reference").asString()
                                : "null");
    }
}
