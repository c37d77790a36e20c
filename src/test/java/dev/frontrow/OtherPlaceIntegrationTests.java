package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A server in another place than the usual one, with rooms that work otherwise: what is set is what holds (H8, W7). */
class OtherPlaceIntegrationTests {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalTime REOPENING = LocalTime.of(6, 30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "--frontrow.zone=" + ZONE,
                "--frontrow.hold.reopen-at=" + REOPENING,
                "--frontrow.waiting-room.policy=cycle",
                "--frontrow.waiting-room.capacity=7",
                "--frontrow.waiting-room.period=11m",
                "--frontrow.waiting-room.session=6m",
                "--frontrow.waiting-room.grace=40s",
                "--frontrow.waiting-room.admit-per-minute=90",
                "--frontrow.waiting-room.token-ttl=3h");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** W7, W11 */
    @Test
    void aRoomWorksAsIsSet() {
        var api = Fans.organizer(server).api();
        var usual = api.get("/admin/waiting-rooms/lobby").body();
        assertThat(usual.path("policy").asString()).isEqualTo("CYCLE");
        assertThat(usual.path("capacity").asInt()).isEqualTo(7);
        assertThat(usual.path("period").asInt()).isEqualTo(11 * 60);
        assertThat(usual.path("session").asInt()).isEqualTo(6 * 60);
        assertThat(usual.path("grace").asInt()).isEqualTo(40);
        var room = Stage.with(server, Map.of("ownWaitingRoom", true)).concertId();
        var slots = api.put("/admin/waiting-rooms/" + room, Map.of("policy", "SLOTS"))
                .body();
        assertThat(slots.path("admitPerMinute").asInt()).isEqualTo(90);
    }

    /** W2: how long a place is kept is how long its token is valid. */
    @Test
    void aPlaceIsKeptAsLongAsIsSet() {
        var fan = Fans.signUp(server);
        var joined = fan.api().post("/token", Map.of("userId", fan.userId())).body();
        var left = Duration.between(
                server.clock().instant(), expiry(joined.path("token").asString()));
        assertThat(left).isBetween(Duration.ofMinutes(179), Duration.ofMinutes(180));
    }

    /** C2: at three in the morning by Greenwich it is the evening before. */
    @Test
    void aPerformancesDateIsTheOneOfItsPlace() {
        var day = now().toLocalDate().plusDays(100);
        var show = Stage.with(server, Map.of(), Map.of("startsAt", day + "T03:00:00Z"));
        assertThat(show.date()).isEqualTo(day.minusDays(1).toString());
    }

    /** P5: a card is good until its month ends where the concerts are. */
    @Test
    void aCardIsGoodUntilItsMonthEndsThere() {
        var midnight = now().withDayOfMonth(1).toLocalDate().plusMonths(1).atStartOfDay(ZONE);
        server.clock().stopAt(midnight.minusSeconds(1).toInstant());
        var fan = Fans.signUp(server);
        Map<String, Object> card = Map.of(
                "cardNumber", "4242 4242 4242 4242",
                "expiry", midnight.minusDays(1).format(DateTimeFormatter.ofPattern("MM/yy")),
                "holder", "Kim");
        var methods = "/users/" + fan.userId() + "/payment-methods";
        assertThat(fan.api().post(methods, card).status()).isEqualTo(201);
        server.clock().stopAt(midnight.toInstant());
        assertThat(fan.api().post(methods, card).status()).isEqualTo(400);
    }

    /** H8 */
    @Test
    void canceledSeatsReopenAtTheHourOfThatPlace() {
        var show = Stage.plain(server);
        server.clock().stopAt(reopening().minusSeconds(10));
        var buyer = new Buyer(Fans.admitted(server), show);
        assertThat(buyer.hold(1).status()).isEqualTo(201);
        assertThat(buyer.cancel(1).status()).isEqualTo(200);
        server.clock().stopAt(reopening().minusMillis(1));
        assertThat(server.seatStatus(show.performanceId(), 1)).isEqualTo("CANCELED");
        server.clock().stopAt(reopening());
        await().atMost(SOON)
                .until(() -> server.seatStatus(show.performanceId(), 1).equals("AVAILABLE"));
        assertThat(server.clock().instant()).isBefore(show.startsAt());
    }

    private static Instant expiry(String token) {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Instant.ofEpochSecond(
                new JsonMapper().readTree(claims).path("exp").asLong());
    }

    private static Instant reopening() {
        var today = now().with(REOPENING);
        return (now().isAfter(today) ? today.plusDays(1) : today).toInstant();
    }

    private static ZonedDateTime now() {
        return server.clock().instant().atZone(ZONE);
    }
}
