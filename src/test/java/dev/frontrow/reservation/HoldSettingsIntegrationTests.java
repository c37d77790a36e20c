package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.Stage.Show;
import dev.frontrow.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds that want the points at once, and payments that let go what they cannot pay (H6, M3). */
class HoldSettingsIntegrationTests {

    private static TestServer server;
    private static Show show;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "--frontrow.hold.require-balance=true",
                "--frontrow.hold.max-seats-per-user=3",
                "--frontrow.payment.on-insufficient-balance=release-seats");
        show = Stage.with(server, Map.of("reopen", "IMMEDIATELY"));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** H6: by number and by id; the seat stays free. */
    @Test
    void aHoldThatTheWalletCouldNotPayIsRefused() {
        var fan = Fans.admitted(server);
        charge(fan, 49_999);
        var refused = fan.api().post("/seats/reserve", ofSeat(fan, 1));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("INSUFFICIENT_BALANCE");
        var assign = "/reservations/seats/" + (show.performanceId() * 100_000 + 1) + "/assign";
        assertThat(fan.api()
                        .post(assign, Map.of("concertEventId", show.performanceId()))
                        .error())
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(status(1)).isEqualTo("AVAILABLE");
        charge(fan, 1);
        assertThat(fan.api().post("/seats/reserve", ofSeat(fan, 1)).status()).isEqualTo(201);
    }

    /** H5: whoever chooses seats need not find out by being refused. */
    @Test
    void everybodyIsToldHowManySeatsOneMayHave() {
        var fan = Fans.admitted(server);
        charge(fan, 1_000_000);
        var told = server.api()
                .get("/concerts/" + show.concertId() + "/performances")
                .body();
        assertThat(told.path("maxSeatsPerUser").asInt()).isEqualTo(3);
        var four = Map.of(
                "userId",
                fan.userId(),
                "date",
                show.date(),
                "seats",
                List.of(6, 7, 8, 9),
                "concertId",
                show.concertId());
        assertThat(fan.api().post("/seats/reserve", four).error()).isEqualTo("SEAT_LIMIT_EXCEEDED");
    }

    /** M3: {@code release-seats}. */
    @Test
    void aPaymentThatTheWalletCannotMakeLetsTheSeatsGo() {
        var fan = Fans.admitted(server);
        charge(fan, 50_000);
        fan.api().post("/seats/reserve", ofSeat(fan, 2));
        fan.api().post("/seats/reserve", ofSeat(fan, 3));
        assertThat(fan.api().post("/seats/payment", ofSeat(fan, 2)).status()).isEqualTo(200);
        var refused = fan.api().with("Idempotency-Key", "the third").post("/seats/payment", ofSeat(fan, 3));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(status(2)).isEqualTo("RESERVED");
        assertThat(status(3)).isEqualTo("AVAILABLE");
        var listed =
                fan.api().get("/reservations?userId=" + fan.userId()).body().path("reservations");
        assertThat(listed.path(0).path("status").asString()).isEqualTo("canceled");
        assertThat(listed.path(1).path("status").asString()).isEqualTo("paid");
        assertThat(fan.api().post("/seats/payment", ofSeat(fan, 3)).error()).isEqualTo("RESERVATION_NOT_FOUND");
        assertThat(fan.api().get("/points/users/" + fan.userId()).body().asLong(-1))
                .isZero();
    }

    private static void charge(Fan fan, long amount) {
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", amount));
    }

    private static Map<String, Object> ofSeat(Fan fan, int seat) {
        return Map.of("userId", fan.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
    }

    private static String status(int seat) {
        return server.seatStatus(show.performanceId(), seat);
    }
}
