package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.embedded.Services;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.PostgresAtStart;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

/**
 * M2, M4, invariants 6 and 9: what is answered while PostgreSQL is gone or silent, and what is found when it is back.
 */
@ExtendWith(OutputCaptureExtension.class)
class PostgresAwayIntegrationTests {

    private static final Duration IN_TIME = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int BUYERS = 8;
    private static final long PRICE = 50_000;
    private static final int MOST_LINES = 8;

    private static Services services;
    private static TestServer server;
    private static Api organizer;

    private Buyer buyer;

    @BeforeAll
    static void start() {
        services = Services.start(TestServer.freshFolder());
        server = TestServer.start(services.arguments());
        organizer = Fans.organizer(server).api();
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    @BeforeEach
    void hold() {
        buyer = Buyer.with(server, Stage.plain(server), PRICE);
        assertThat(buyer.hold(1).status()).isEqualTo(201);
    }

    @Test
    void withPostgresGoneEveryAnswerIsAPromptTryAgain(CapturedOutput output) throws Exception {
        whileAway(Services.Program::kill, Services.Program::start, output);
    }

    @Test
    void withPostgresSilentEveryAnswerIsAPromptTryAgain(CapturedOutput output) throws Exception {
        whileAway(Services.Program::pause, Services.Program::resume, output);
    }

    private void whileAway(Consumer<Services.Program> end, Consumer<Services.Program> comeBack, CapturedOutput output)
            throws Exception {
        int before = output.getAll().length();
        end.accept(services.postgres());
        try {
            assertEachIsRefusedInTime(); // with connections in the pool that have just been used
            assertEachIsRefusedInTime(); // without
            await().atMost(SOON).until(() -> output.getAll().substring(before).contains("PostgreSQL is away"));
            assertThat(readiness()).isEqualTo(503);
        } finally {
            comeBack.accept(services.postgres());
        }
        await().atMost(SOON).until(() -> buyer.pay(1, "pay").status() == 200);
        assertThat(buyer.balance()).isZero();
        Books.assertBalanced(organizer);
        await().atMost(SOON).until(() -> output.getAll().substring(before).contains("PostgreSQL is back"));
        assertThat(output.getAll().substring(before).lines())
                .filteredOn(line -> line.matches(".*(WARN|ERROR|^\\s+at ).*"))
                .hasSizeLessThan(MOST_LINES);
    }

    private static int readiness() {
        return new Api(server.origin() + "/actuator", null, Map.of())
                .get("/health/readiness")
                .status();
    }

    /** The two may have been started at the same moment. */
    @Test
    void aServerThatStartsMeanwhileWaitsForPostgres(CapturedOutput output) throws Exception {
        int before = output.getAll().length();
        services.postgres().kill();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var starting = new GenericApplicationContext()) {
            TestPropertyValues.of(Stream.of(services.arguments()).map(argument -> argument.substring("--".length())))
                    .applyTo(starting);
            var start = threads.submit(() -> new PostgresAtStart().initialize(starting));
            await().atMost(SOON).until(() -> output.getAll().substring(before).contains("PostgreSQL is away"));
            assertThat(start).isNotDone();
            services.postgres().start();
            start.get();
        }
        await().atMost(SOON).until(() -> buyer.hold(2).status() == 201);
    }

    private void assertEachIsRefusedInTime() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Timed>>();
            for (var call : callsThatNeedPostgres()) {
                answers.add(threads.submit(() -> Timed.of(call)));
            }
            for (var answer : answers) {
                var timed = answer.get();
                assertThat(timed.answer().status()).as("%s", timed).isEqualTo(503);
                assertThat(timed.answer().error()).isEqualTo("TEMPORARILY_UNAVAILABLE");
                assertThat(timed.answer().headers().firstValue("Retry-After")).isPresent();
                assertThat(timed.took()).as("%s", timed).isLessThan(IN_TIME);
            }
        }
    }

    /** Or the statements of an overload would pile up, each waited for by nobody. */
    @Test
    void whatIsGivenUpEndsInPostgresToo() throws SQLException {
        assertGivenUp("select pg_sleep(60)");
        try (var holder = server.bean(DataSource.class).getConnection();
                var lock = holder.createStatement()) {
            lock.execute("select pg_advisory_lock(7)");
            assertGivenUp("select pg_advisory_lock(7)");
            lock.execute("select pg_advisory_unlock(7)");
        }
    }

    private static void assertGivenUp(String statement) {
        assertThatThrownBy(() -> server.jdbc().sql(statement).query(row -> {}))
                .matches(Outage::isBehind, "is answered as a service that is away");
        await().atMost(SOON)
                .until(() -> server.jdbc()
                        .sql("select not exists (select from pg_stat_activity where state = 'active' and query = :it)")
                        .param("it", statement)
                        .query(Boolean.class)
                        .single());
    }

    private List<Callable<Api.Answer>> callsThatNeedPostgres() {
        var fan = buyer.fan();
        var api = fan.api();
        var concert = "/concerts/" + buyer.show().concertId();
        return List.of(
                () -> buyer.hold(2),
                () -> buyer.pay(1, "pay"),
                () -> buyer.cancel(1),
                () -> buyer.charge(1, "charge"),
                () -> api.get("/concerts"),
                () -> api.get(concert),
                () -> api.get("/seats/dates"),
                () -> api.get("/seats/available?date=" + buyer.show().date()),
                () -> api.get("/performances/" + buyer.show().performanceId() + "/seats"),
                () -> api.get("/reservations?userId=" + fan.userId()),
                () -> api.get(concert + "/reservations?userId=" + fan.userId()),
                () -> api.get("/users/" + fan.userId() + "/balance"),
                () -> api.get("/users/" + fan.userId() + "/balance/history"),
                () -> api.post("/auth/login", Map.of("email", fan.email(), "password", "whichever")),
                () -> api.post(
                        "/users", Map.of("username", "new", "email", "new@frontrow.test", "password", "long enough")),
                () -> organizer.get("/admin/sales"),
                () -> organizer.get("/admin/reconciliation"),
                () -> organizer.get("/admin/users?query=fan"),
                () -> organizer.put("/admin/waiting-rooms/lobby", Map.of("paused", false)),
                () -> organizer.put("/admin/concerts/" + buyer.show().concertId(), Map.of("title", "Other")));
    }

    private record Timed(Api.Answer answer, Duration took) {
        static Timed of(Callable<Api.Answer> call) throws Exception {
            long begun = System.nanoTime();
            var answer = call.call();
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    @Test
    void whoPaidWhilePostgresWasKilledHasPaidOnceOrNotAtAll() throws Exception {
        amidPayments(Services.Program::kill, Services.Program::start);
    }

    @Test
    void whoPaidWhilePostgresFellSilentHasPaidOnceOrNotAtAll() throws Exception {
        amidPayments(Services.Program::pause, Services.Program::resume);
    }

    /** Each buyer charges and buys until PostgreSQL is away, and after its return asks again what was not answered. */
    private void amidPayments(Consumer<Services.Program> end, Consumer<Services.Program> comeBack) throws Exception {
        var buyers = IntStream.range(0, BUYERS)
                .mapToObj(n -> Buyer.with(server, buyer.show(), PRICE))
                .toList();
        var charges = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var unanswered = new ArrayList<Future<String>>();
            for (var one : buyers) {
                unanswered.add(threads.submit(() -> chargeUntilAway(one, charges)));
            }
            await().atMost(SOON).until(() -> charges.get() > 10 * BUYERS);
            end.accept(services.postgres());
            for (var one : unanswered) {
                one.get();
            }
            comeBack.accept(services.postgres());
            for (int n = 0; n < BUYERS; n++) {
                var one = buyers.get(n);
                var key = unanswered.get(n).get();
                await().atMost(SOON).until(() -> one.charge(1, key).status() == 200);
                assertThat(one.balance()).isEqualTo(PRICE + Long.parseLong(key));
                int seat = n + 2;
                assertThat(one.hold(seat).status()).isEqualTo(201);
                assertThat(one.pay(seat, "pay").status()).isEqualTo(200);
            }
        }
        Books.assertBalanced(organizer);
    }

    /** Charges a point under the keys 1, 2, 3 …; the key of the charge that was not answered. */
    private static String chargeUntilAway(Buyer buyer, AtomicInteger charges) {
        int key = 1;
        while (buyer.charge(1, "" + key).status() == 200) {
            charges.incrementAndGet();
            key++;
        }
        return "" + key;
    }
}
