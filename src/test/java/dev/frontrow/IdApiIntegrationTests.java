package dev.frontrow;

import static dev.frontrow.Envelopes.assertRefusal;
import static dev.frontrow.Envelopes.assertSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A fan's whole way through the API that names seats, reservations and wallets by their ids; all members compared. */
class IdApiIntegrationTests {

    private static final String PASSWORD = "a long enough password";
    /** C6, and time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final Stage.Show show = Stage.with(server, Map.of(), Map.of("seats", 3, "price", 7_000));
    private final String dates = "/reservations/" + show.concertId() + "/available-dates";
    private final String seats = "/reservations/" + show.performanceId() + "/available-seats";

    /** I1, I2: and what is refused on the way. */
    @Test
    void aFanSignsUpAndLogsIn() {
        var name = "fan-" + UUID.randomUUID();
        var email = name + "@frontrow.test";
        var signUp = Map.of("username", name, "email", email, "password", PASSWORD);

        var signedUp = server.api().post("/users", signUp);
        var user = UUID.fromString(signedUp.body().path("userId").asString());
        assertSuccess(signedUp, 201, """
                {"userId":"%s","username":"%s","email":"%s"}""".formatted(user, name, email));
        assertRefusal(server.api().post("/users", signUp), 409, "EMAIL_TAKEN");
        assertRefusal(
                server.api().post("/users", Map.of("username", name, "email", "2" + email, "password", "7 chars")),
                400,
                "INVALID_REQUEST",
                "fields");

        var loggedIn = server.api().post("/auth/login", Map.of("email", email, "password", PASSWORD));
        var token = loggedIn.body().path("accessToken").asString();
        assertThat(token).isNotBlank();
        assertSuccess(loggedIn, 200, """
                {"accessToken":"%s","tokenType":"Bearer","expiresIn":43200,"userId":"%s","roles":["FAN"]}\
                """.formatted(token, user));
        assertRefusal(
                server.api().post("/auth/login", Map.of("email", email, "password", "a wrong password")),
                401,
                "BAD_CREDENTIALS");
    }

    /** W1, W3, W4, W10 */
    @Test
    void aFanQueuesAndIsLetIn() {
        var fan = Fans.signUp(server);
        assertRefusal(fan.api().get(dates), 401, "QUEUE_TOKEN_REQUIRED");
        assertRefusal(fan.api().get(seats), 401, "QUEUE_TOKEN_REQUIRED");

        var asked = Map.of("userId", fan.userId(), "concertId", show.concertId());
        var joined = fan.api().post("/token", asked);
        assertThat(joined.status()).isEqualTo(200);
        var token = joined.body().path("token").asString();
        var queued = fan.api().as(token);
        await().atMost(SOON)
                .until(() ->
                        queued.get("/token").body().path("status").asString("").equals("ADMITTED"));

        var place = queued.get("/token");
        var availableAt = Instant.parse(place.body().path("availableAt").asString());
        var expiresAt = Instant.parse(place.body().path("expiresAt").asString());
        var number = place.body().path("participationNumber").asLong();
        assertThat(number).isPositive();
        assertThat(availableAt).isBefore(expiresAt);
        assertThat(expiresAt).isAfter(server.clock().instant());
        assertSuccess(place, 200, """
                {"token":"%s","status":"ADMITTED","participationNumber":%d,"queuePosition":0,"estimatedWaitTime":0,\
                "estimatedWaitRange":{"from":0,"to":0},"availableAt":"%s","expiresAt":"%s","pollAfter":30,\
                "soldOut":false,"takenOver":false}""".formatted(token, number, availableAt, expiresAt));
        assertThat(joined.body().propertyNames()).isEqualTo(place.body().propertyNames());
        assertSuccess(validation(token), 200, """
                {"status":"available","waitingTime":null}""");

        assertSuccess(queued.delete("/token"), 200, """
                {"status":"left"}""");
        assertRefusal(validation(token), 401, "TOKEN_EXPIRED");
        assertRefusal(validation("no-token"), 404, "TOKEN_NOT_FOUND");
        assertRefusal(queued.get("/token"), 401, "QUEUE_TOKEN_EXPIRED");
    }

    /** W4, W12: once an organizer's "let nobody in" has reached the room. */
    @Test
    void whoWaitsHasAPendingToken() {
        var closed = Stage.with(server, Map.of("ownWaitingRoom", true));
        var rules = "/admin/waiting-rooms/" + closed.concertId();
        assertThat(Fans.organizer(server)
                        .api()
                        .put(rules, Map.of("capacity", 0))
                        .status())
                .isEqualTo(200);

        var waiting = await().atMost(SOON)
                .until(
                        () -> join(closed),
                        joined -> joined.path("status").asString().equals("WAITING"));

        assertThat(waiting.path("queuePosition").asLong()).isEqualTo(1);
        assertSuccess(validation(waiting.path("token").asString()), 200, """
                {"status":"pending","waitingTime":null}""");
    }

    private JsonNode join(Stage.Show where) {
        var fan = Fans.signUp(server);
        return fan.api()
                .post("/token", Map.of("userId", fan.userId(), "concertId", where.concertId()))
                .body();
    }

    /** C5, H2, H10, P1, P2, P3, M1, M3, M4, M5, W11 */
    @Test
    void aFanTakesAndPaysASeatByItsId() {
        var fan = Fans.admitted(server);
        assertReadsShow(fan, 0, 1, 2, 3);
        assertRefusal(reservationsOf(fan), 404, "NO_RESERVATIONS");

        assertSuccess(assign(fan, 2), 200, "true");
        assertSuccess(assign(fan, 2), 200, "true");
        assertReadsShow(fan, 1, 1, 3);
        var reservation = reservationId(fan);
        assertListed(fan, reservation, "held");
        assertHoldIsNobodyElses(reservation);

        var pay = "/payment/" + reservation;
        assertRefusal(fan.api().post(pay, Map.of()), 400, "INSUFFICIENT_BALANCE");
        charge(fan);
        var once = fan.api().with("Idempotency-Key", "once");
        assertSuccess(once.send("POST", pay, null), 200, "true");
        var replayed = once.send("POST", pay, null);
        assertSuccess(replayed, 200, "true");
        assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertRefusal(fan.api().post(pay, Map.of()), 409, "ALREADY_PAID");

        assertListed(fan, reservation, "paid");
        assertHistory(fan);
        assertRefusal(validation(String.valueOf(fan.api().token())), 401, "TOKEN_EXPIRED");
        assertRefusal(fan.api().get(dates), 401, "QUEUE_TOKEN_EXPIRED");
        assertRefusal(fan.api().get(seats), 401, "QUEUE_TOKEN_EXPIRED");
        assertRefusal(assign(fan, 3), 401, "QUEUE_TOKEN_EXPIRED");
        Books.assertBalanced(Fans.organizer(server).api());
    }

    /** C5 */
    @Test
    void whereThereIsNothingTheArraysAreEmpty() {
        var api = Fans.admitted(server).api();
        assertSuccess(api.get("/reservations/999999999/available-dates"), 200, "[]");
        assertSuccess(api.get("/reservations/999999999/available-seats"), 200, "[]");

        var soldOut = Stage.with(server, Map.of(), Map.of("seats", 1));
        var path = "/reservations/seats/" + seatId(soldOut, 1) + "/assign";
        assertSuccess(api.post(path, Map.of("concertEventId", soldOut.performanceId())), 200, "true");
        await().atMost(SOON)
                .untilAsserted(() -> assertSuccess(
                        api.get("/reservations/" + soldOut.performanceId() + "/available-seats"), 200, "[]"));
    }

    /** H2: what does not fit together. */
    @Test
    void aSeatThatIsNotThePerformancesIsNotFound() {
        var other = Stage.plain(server);
        var api = Fans.admitted(server).api();
        var path = "/reservations/seats/" + seatId(show, 1) + "/assign";

        assertRefusal(api.post(path, Map.of("concertEventId", other.performanceId())), 404, "SEAT_NOT_FOUND");
        assertRefusal(api.post(path, Map.of("concertEventId", 999_999_999)), 404, "PERFORMANCE_NOT_FOUND");
        assertRefusal(
                api.post(
                        "/reservations/seats/" + seatId(show, 4) + "/assign",
                        Map.of("concertEventId", show.performanceId())),
                404,
                "SEAT_NOT_FOUND");
        assertRefusal(api.post(path, Map.of()), 400, "INVALID_REQUEST", "fields");
        assertRefusal(api.post("/payment/" + UUID.randomUUID(), Map.of()), 404, "RESERVATION_NOT_FOUND");
    }

    private void assertReadsShow(Fan fan, int taken, int... free) {
        await().atMost(SOON)
                .untilAsserted(() -> assertSuccess(
                        fan.api().get(dates), 200, """
                        [{"concertEventId":%d,"startDate":"%s","maxSeatCapacity":3,"currentSeatCount":%d}]\
                        """.formatted(show.performanceId(), show.date(), taken)));
        var listed = Arrays.stream(free)
                .mapToObj(number -> "{\"seatsId\":%d,\"seatsNumber\":%d}".formatted(seatId(show, number), number))
                .toList();
        await().atMost(SOON).untilAsserted(() -> assertSuccess(fan.api().get(seats), 200, listed.toString()));
    }

    private void assertHoldIsNobodyElses(String reservation) {
        var other = Fans.admitted(server);
        var taken = assign(other, 2);
        assertRefusal(taken, 409, "SEAT_ALREADY_RESERVED", "seats");
        assertThat(taken.body().path("seats"))
                .singleElement()
                .satisfies(seat -> assertThat(seat.asInt()).isEqualTo(2));
        assertRefusal(other.api().post("/payment/" + reservation, Map.of()), 404, "RESERVATION_NOT_FOUND");
    }

    private void charge(Fan fan) {
        var user = fan.userId();
        assertSuccess(fan.api().get("/points/users/" + user), 200, "0");
        assertSuccess(fan.api().post("/points/users/" + user + "/charge", Map.of("amount", 6_000)), 200, "6000");
        assertSuccess(fan.api().get("/points/users/" + user), 200, "6000");
        assertSuccess(fan.api().post("/users/" + user + "/balance/charge", Map.of("amount", 4_000)), 200, """
                {"userId":"%s","newBalance":10000}""".formatted(
                        user));
        assertSuccess(fan.api().get("/users/" + user + "/balance"), 200, """
                {"userId":"%s","balance":10000}""".formatted(user));
        assertRefusal(
                fan.api().post("/points/users/" + user + "/charge", Map.of("amount", 0)), 400, "INVALID_CHARGE_AMOUNT");
        assertRefusal(Fans.signUp(server).api().get("/points/users/" + user), 403, "FORBIDDEN");
    }

    private void assertHistory(Fan fan) {
        var history = fan.api().get("/users/" + fan.userId() + "/balance/history?size=100");
        var entries = history.body().path("entries");
        assertThat(entries).hasSize(3);
        var payment = server.jdbc()
                .sql("select id from payment where user_id = :user")
                .param("user", fan.userId())
                .query(UUID.class)
                .single();
        assertSuccess(history, 200, """
                {"entries":[
                {"entryId":%d,"type":"USE","amount":-7000,"balanceAfter":3000,"at":"%s","reference":"%s"},
                {"entryId":%d,"type":"CHARGE","amount":4000,"balanceAfter":10000,"at":"%s","reference":null},
                {"entryId":%d,"type":"CHARGE","amount":6000,"balanceAfter":6000,"at":"%s","reference":null}],
                "nextCursor":null}""".formatted(
                        entries.path(0).path("entryId").asLong(),
                        Instant.parse(entries.path(0).path("at").asString()),
                        payment,
                        entries.path(1).path("entryId").asLong(),
                        Instant.parse(entries.path(1).path("at").asString()),
                        entries.path(2).path("entryId").asLong(),
                        Instant.parse(entries.path(2).path("at").asString())));
    }

    private void assertListed(Fan fan, String reservation, String status) {
        var answer = reservationsOf(fan);
        var listed = answer.body().path("reservations").path(0);
        var reservedAt = Instant.parse(listed.path("reservedAt").asString());
        assertSuccess(answer, 200, """
                {"concertId":%d,"userId":"%s","reservations":[{"reservationId":"%s","concertId":%d,"performanceId":%d,\
                "date":"%s","seatNumber":2,"seatNumbers":[2],"amount":7000,"status":"%s","reservedAt":"%s",\
                "expiresAt":"%s"}]}""".formatted(
                        show.concertId(),
                        fan.userId(),
                        reservation,
                        show.concertId(),
                        show.performanceId(),
                        show.date(),
                        status,
                        reservedAt,
                        reservedAt.plusSeconds(300)));
    }

    private String reservationId(Fan fan) {
        var listed = reservationsOf(fan).body().path("reservations").path(0);
        return UUID.fromString(listed.path("reservationId").asString()).toString();
    }

    private Api.Answer reservationsOf(Fan fan) {
        return fan.api().get("/concerts/" + show.concertId() + "/reservations?userId=" + fan.userId());
    }

    private Api.Answer assign(Fan fan, int seat) {
        return fan.api()
                .post(
                        "/reservations/seats/" + seatId(show, seat) + "/assign",
                        Map.of("concertEventId", show.performanceId()));
    }

    private Api.Answer validation(String token) {
        return server.api().get("/reservations/token/validation?reservationToken=" + token);
    }

    private static long seatId(Stage.Show show, int number) {
        return show.performanceId() * 100_000 + number;
    }
}
