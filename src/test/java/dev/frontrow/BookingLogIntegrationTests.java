package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage.Show;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.Wallets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Q4: holds, payments, lapses, admissions and charges leave one line each, and no secret. */
@ExtendWith(OutputCaptureExtension.class)
class BookingLogIntegrationTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String KEY = "a-key-that-nobody-may-read";

    private static TestServer server;
    private static Show show;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        show = Stage.plain(server);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aBookingCanBeFollowedByItsTraces(CapturedOutput output) {
        var fan = Fans.admitted(server);
        var hold = traced(fan, "01").post("/seats/reserve", order(fan, Map.of("seats", List.of(1, 2))));
        traced(fan, "02")
                .with("Idempotency-Key", KEY + "-2")
                .post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 100_000));
        var paid = traced(fan, "03").with("Idempotency-Key", KEY).post("/seats/payment", order(fan, Map.of("seat", 1)));
        assertThat(paid.status()).isEqualTo(200);

        var reservation = hold.body().path("reservationId").asString();
        assertThat(lines(output, fan, "WaitingRooms: admitted"))
                .singleElement(STRING)
                .contains(trace("01"));
        assertThat(lines(output, fan, "reservation: seats held"))
                .singleElement(STRING)
                .contains(trace("01"), "seats=\"[1, 2]\"", reservation);
        assertThat(lines(output, fan, "wallet: wallet charged"))
                .singleElement(STRING)
                .contains(trace("02"), "amount=\"100000\"");
        assertThat(lines(output, fan, "reservation: seats sold"))
                .singleElement(STRING)
                .contains(trace("03"), "seats=\"[1, 2]\"", reservation);
        assertThat(output.getAll()).doesNotContain(fan.accessToken(), KEY, "a long enough password", "eyJ");
        assertThat(lines(output, fan, "fan notified")).hasSizeLessThanOrEqualTo(1);
    }

    /** No request asks for a lapse: its event's id is the trace. */
    @Test
    void aCanceledAndALapsedHoldLeaveALineToo(CapturedOutput output) {
        var one = Fans.admitted(server);
        traced(one, "04").post("/seats/reserve", order(one, Map.of("seat", 3)));
        traced(one, "05").send("DELETE", "/seats/cancel", order(one, Map.of("seat", 3)));
        assertThat(lines(output, one, "reservation: hold canceled"))
                .singleElement(STRING)
                .contains(trace("05"), "seats=\"[3]\"", "reservation=");

        var other = Fans.admitted(server);
        traced(other, "06").post("/seats/reserve", order(other, Map.of("seat", 4)));
        server.clock().advance(Duration.ofMinutes(5));
        await().until(() -> !lines(output, other, "reservation: hold lapsed").isEmpty());
        assertThat(lines(output, other, "reservation: hold lapsed"))
                .singleElement(STRING)
                .containsPattern("\\[[0-9a-f]{32}]")
                .contains("seats=\"[4]\"", "reservation=");
    }

    @Test
    void whatIsRolledBackIsNotLogged(CapturedOutput output) {
        var fan = Fans.signUp(server);
        var user = new UserId(fan.userId());
        var wallets = server.bean(Wallets.class);
        new TransactionTemplate(server.bean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            wallets.expect(user, 100);
            wallets.receive(user, 100, UUID.randomUUID());
            transaction.setRollbackOnly();
        });
        assertThat(wallets.balanceOf(user)).isZero();
        assertThat(lines(output, fan, "wallet charged")).isEmpty();
    }

    private static List<String> lines(CapturedOutput output, Fan fan, String what) {
        return output.getAll()
                .lines()
                .filter(line ->
                        line.contains(what) && line.contains(fan.userId().toString()))
                .toList();
    }

    private static String trace(String number) {
        return "[" + TRACE.substring(2) + number + "]";
    }

    private static Api traced(Fan fan, String number) {
        return fan.api().with("traceparent", "00-" + TRACE.substring(2) + number + "-00f067aa0ba902b7-01");
    }

    private static Map<String, Object> order(Fan fan, Map<String, Object> seats) {
        var order = new HashMap<String, Object>(seats);
        order.put("userId", fan.userId());
        order.put("date", show.date());
        order.put("concertId", show.concertId());
        return order;
    }
}
