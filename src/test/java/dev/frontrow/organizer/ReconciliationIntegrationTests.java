package dev.frontrow.organizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import dev.frontrow.embedded.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** O4: the books balance, and it shows when they do not. */
class ReconciliationIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String[] NUMBERS = {
        "seatsSoldTwice", "paymentsWithoutSeats", "seatsWithoutPayment", "walletsOutOfBalance", "revenueMismatch"
    };

    private static Services services;
    private static TestServer server;
    private static Api organizer;

    /** On services of its own, for PostgreSQL is stopped and the books are cooked. */
    @BeforeAll
    static void sell() {
        services = Services.start(TestServer.freshFolder());
        server = TestServer.start(
                Stream.concat(Stream.of("--frontrow.organizer.reconcile-every=200ms"), Stream.of(services.arguments()))
                        .toArray(String[]::new));
        organizer = Fans.organizer(server).api();
        var sale = Sale.plain(server);
        sale.buys(1, 2);
        sale.buys(3);
        sale.holds(4);
        sale.cancels(sale.holds(5), 5);
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    /** O4 */
    @Test
    void afterASaleEveryNumberIsZero() {
        var before = server.clock().instant();
        var books = organizer.get("/admin/reconciliation").body();
        assertThat(NUMBERS).allSatisfy(number -> {
            assertThat(books.path(number).isIntegralNumber()).isTrue();
            assertThat(books.path(number).asLong()).isZero();
        });
        assertThat(Instant.parse(books.path("checkedAt").asString()))
                .isBetween(before, server.clock().instant());
    }

    /** O4: each number can be other than 0. Every act is rolled back. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insert into reservation select gen_random_uuid(), performance_id, concert_id, user_id, '{2}', 0, 'PAID', \
                held_at, expires_at, ended_at from reservation where seats = '{3}' | seatsSoldTwice      | 1
            update seat set status = 'CANCELED', reservation_id = null, owner_id = null where number = 3 \
                                                                            | paymentsWithoutSeats | 1
            update seat set owner_id = (select owner_id from seat where number = 3) where number = 2 \
                                                                            | paymentsWithoutSeats | 1
            update reservation set status = 'CANCELED' where seats = '{3}'  | paymentsWithoutSeats | 1
            delete from payment where amount = 100000                       | seatsWithoutPayment  | 2
            update seat set status = 'RESERVED', owner_id = (select owner_id from seat where number = 3) \
                where number = 4                                            | seatsWithoutPayment  | 1
            update wallet set balance = balance + 1                         | walletsOutOfBalance  | 2
            delete from wallet_entry where type = 'USE'                     | walletsOutOfBalance  | 2
            delete from wallet where balance = 100000                       | walletsOutOfBalance  | 1
            update payment set amount = 50001 where amount = 50000          | revenueMismatch      | 3
            update payment set amount = 150000 - amount                     | revenueMismatch      | 300000
            insert into wallet_entry (user_id, type, amount, balance_after, at, reference) select user_id, type, \
                amount, 0, at, reference from wallet_entry where amount = -50000 | revenueMismatch | 50000
            update seat set price = 49999 where number = 3                  | revenueMismatch      | 1
            update reservation set status = 'PAID' where seats = '{5}'      | seatsWithoutPayment  | 1
            update reservation set user_id = (select user_id from reservation where seats = '{4}') \
                where seats = '{3}'                                         | paymentsWithoutSeats | 1
            update reservation set seats = '{1}' where seats = '{1,2}'      | paymentsWithoutSeats | 1
            update reservation set amount = amount - 1 where seats = '{3}'  | revenueMismatch      | 1
            update reservation set status = 'REFUNDED' where seats = '{3}'  | revenueMismatch      | 100000
            with refund as (insert into wallet_entry (user_id, type, amount, balance_after, at) \
                select user_id, 'REFUND', 7, balance + 7, now() from wallet) \
                update wallet set balance = balance + 7                     | revenueMismatch      | 14
            update wallet_entry set balance_after = 1 where type = 'CHARGE' | walletsOutOfBalance  | 2
            """)
    void whatIsWrongInTheTablesIsCounted(String act, String number, long found) {
        new TransactionTemplate(server.bean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            server.jdbc().sql("alter table wallet_entry disable trigger user").update(); // which refuses to delete
            assertThat(server.jdbc().sql(act).update()).isPositive();
            var books = server.bean(JsonMapper.class)
                    .valueToTree(server.bean(ReconciliationStore.class)
                            .check(server.clock().instant()));
            assertThat(books.path(number).asLong()).isEqualTo(found);
        });
    }

    /** O4: shown through HTTP as it is, and in the metrics soon. */
    @Test
    void theMetricsFollowTheTables() {
        await().atMost(SOON)
                .until(() -> Stream.of("seats_sold_twice", "payments_without_seats", "revenue_mismatch")
                        .allMatch(name -> gauge(name) == 0));
        change("update wallet set balance = balance + 1");
        assertThat(organizer
                        .get("/admin/reconciliation")
                        .body()
                        .path("walletsOutOfBalance")
                        .asLong())
                .isEqualTo(2);
        await().atMost(SOON).until(() -> gauge("wallets_out_of_balance") == 2);
        change("update wallet set balance = balance - 1");
        await().atMost(SOON).until(() -> gauge("wallets_out_of_balance") == 0);
        assertThat(gauge("seats_without_payment")).isZero();
    }

    /** O4: counting everything is a load that one instance at a time is enough for. Whoever asks is answered. */
    @Test
    void whileAnotherInstanceChecksTheLastNumbersStand() {
        await().atMost(SOON).until(() -> gauge("checked_at_seconds") > 0);
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        var before = transaction.execute(status -> {
            server.jdbc()
                    .sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", ReconciliationStore.LOCK)
                    .query(row -> {});
            await().atMost(SOON)
                    .until(() -> gauge("checked_at_seconds") < server.clock().millis() / 1000.0 - 1);
            assertThat(organizer.get("/admin/reconciliation").status()).isEqualTo(200);
            return gauge("checked_at_seconds");
        });
        await().atMost(SOON).until(() -> gauge("checked_at_seconds") > Objects.requireNonNull(before));
    }

    /** O4, Q3: the last numbers stand, and how old they are can be seen. */
    @Test
    void whilePostgresIsAwayTheLastNumbersStand() {
        await().atMost(SOON).until(() -> gauge("checked_at_seconds") > 0);
        services.postgres().stop();
        try {
            await().atMost(SOON)
                    .until(() -> gauge("checked_at_seconds") < server.clock().millis() / 1000.0 - 1);
            assertThat(gauge("seats_sold_twice")).isZero();
            assertThat(organizer.get("/admin/reconciliation").status()).isEqualTo(503);
            assertThat(health("readiness")).isEqualTo(503);
            assertThat(health("liveness")).isEqualTo(200);
        } finally {
            services.postgres().start();
        }
        var back = server.clock().millis() / 1000.0;
        await().atMost(SOON).until(() -> gauge("checked_at_seconds") > back);
        await().atMost(SOON).until(() -> health("readiness") == 200);
    }

    private static int health(String probe) {
        return new Api(server.origin() + "/actuator", null, Map.of())
                .get("/health/" + probe)
                .status();
    }

    private static void change(String act) {
        server.jdbc().sql(act).update();
    }

    private static double gauge(String name) {
        var metrics = RestClient.create()
                .get()
                .uri(server.origin() + "/actuator/prometheus")
                .retrieve()
                .body(String.class);
        var line = Pattern.compile("(?m)^frontrow_reconciliation_" + name + "(\\{.*})? (\\S+)$")
                .matcher(Objects.requireNonNull(metrics));
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(Objects.requireNonNull(line.group(2)));
    }
}
