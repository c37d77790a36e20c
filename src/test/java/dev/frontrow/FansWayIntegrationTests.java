package dev.frontrow;

import static dev.frontrow.Envelopes.assertRefusal;
import static dev.frontrow.Envelopes.assertSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A fan's whole way through the API that names dates and seat numbers; all members compared. */
class FansWayIntegrationTests {

    /** C6, and time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final Stage.Show show = Stage.with(server, Map.of(), Map.of("seats", 4, "price", 7_000));
    private final String ofShow = "date=" + show.date() + "&concertId=" + show.concertId();
    private final Fan fan = Fans.admitted(server);

    /** C1 */
    @Test
    void theConcertIsListedForEverybody() {
        var concert = """
                {"concertId":%d,"title":"A plain evening","description":"","venue":"Small hall",\
                "availableDates":["%s"],"priceFrom":7000,"priceTo":7000,"remainingSeats":4,"ownWaitingRoom":false}\
                """.formatted(show.concertId(), show.date());
        assertSuccess(server.api().get("/concerts/" + show.concertId()), 200, concert);
        assertRefusal(server.api().get("/concerts/999999999"), 404, "CONCERT_NOT_FOUND");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.api().get("/concerts").body().path("concerts"))
                                .contains(server.api()
                                        .get("/concerts/" + show.concertId())
                                        .body()));
    }

    /** C2, C3 */
    @Test
    void datesAndFreeSeatsAreRead() {
        assertSuccess(fan.api().get("/seats/dates?concertId=" + show.concertId()), 200, """
                {"dates":["%s"],"performances":[{"performanceId":%d,"concertId":%d,"date":"%s","startsAt":"%s",\
                "totalSeats":4,"remainingSeats":4}]}""".formatted(
                        show.date(), show.performanceId(), show.concertId(), show.date(), show.startsAt()));
        assertFree(1, 2, 3, 4);
        assertRefusal(fan.api().get("/seats/dates?concertId=999999999"), 404, "CONCERT_NOT_FOUND");
        assertRefusal(fan.api().get("/seats/available?date=2001-01-01"), 404, "PERFORMANCE_NOT_FOUND");
        assertRefusal(fan.api().get("/seats/available?date=soon"), 400, "INVALID_REQUEST", "fields");
    }

    /** C4: with its ETag, and 304 for who has it. */
    @Test
    void theMapOfSeatsIsSentOnceForEachStateOfIt() {
        var path = "/performances/" + show.performanceId() + "/seats";
        var map = fan.api().get(path);
        assertSuccess(map, 200, """
                {"performanceId":%d,"concertId":%d,"date":"%s","startsAt":"%s","totalSeats":4,"remainingSeats":4,\
                "seats":[%s,%s,%s,%s]}""".formatted(
                        show.performanceId(),
                        show.concertId(),
                        show.date(),
                        show.startsAt(),
                        mapped(1),
                        mapped(2),
                        mapped(3),
                        mapped(4)));
        var tag = map.headers().firstValue("ETag").orElseThrow();
        assertThat(fan.api().with("If-None-Match", tag).get(path).status()).isEqualTo(304);

        assertThat(reserve(fan, List.of(1)).status()).isEqualTo(201);
        await().atMost(SOON).untilAsserted(() -> {
            var changed = fan.api().with("If-None-Match", tag).get(path);
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.body().path("seats").path(0).path("status").asString())
                    .isEqualTo("HELD");
        });
    }

    /** H1, H4, H10, P1, M1, M3, M4, M5, W4, W11, O4 */
    @Test
    void aFanHoldsPaysAndOwnsSeatsByTheirNumbers() {
        var reservation = holdSeats2And3();
        assertSame(reservation);
        assertFree(1, 4);

        var order = order(fan, 2);
        assertRefusal(fan.api().post("/seats/payment", order), 400, "INSUFFICIENT_BALANCE");
        var charged = fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 100_000));
        assertSuccess(charged, 200, """
                {"userId":"%s","newBalance":100000}""".formatted(fan.userId()));

        var once = fan.api().with("Idempotency-Key", "once");
        var paid = once.post("/seats/payment", order);
        assertReceipt(paid, reservation);
        assertThat(paid.headers().firstValue("Idempotency-Replayed")).isEmpty();
        var replayed = once.post("/seats/payment", order);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.envelope()).isEqualTo(paid.envelope());
        assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertRefusal(once.post("/seats/payment", order(fan, 3)), 422, "IDEMPOTENCY_KEY_REUSED");
        assertRefusal(fan.api().post("/seats/payment", order), 409, "ALREADY_PAID");

        assertListed(reservation, "paid");
        assertRefusal(fan.api().get("/seats/dates"), 401, "QUEUE_TOKEN_EXPIRED");
        assertRefusal(validation(), 401, "TOKEN_EXPIRED");
        Books.assertBalanced(Fans.organizer(server).api());
        Invariants.assertSeatsMatchReservations(server, show.performanceId());
    }

    /** M1: by the reservation's id. */
    @Test
    void aHoldIsPaidByItsIdAsWell() {
        var reservation = holdSeats2And3();
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 100_000));

        var order = Map.of("userId", fan.userId(), "reservationId", reservation);
        assertReceipt(fan.api().post("/seats/payment", order), reservation);
        assertRefusal(
                fan.api().post("/seats/payment", Map.of("userId", fan.userId(), "reservationId", UUID.randomUUID())),
                404,
                "RESERVATION_NOT_FOUND");
    }

    /** H1, H5: all or none, and who may ask. */
    @Test
    void aHoldThatCannotBeIsRefused() {
        var other = Fans.admitted(server);
        holdSeats2And3();

        var taken = reserve(other, List.of(1, 2));
        assertRefusal(taken, 409, "SEAT_ALREADY_RESERVED", "seats");
        assertThat(taken.body().path("seats").toString()).isEqualTo("[2]");
        assertFree(1, 4);
        assertRefusal(reserve(other, List.of(5)), 404, "SEAT_NOT_FOUND");
        assertRefusal(reserve(other, List.of()), 400, "INVALID_REQUEST", "fields");
        assertRefusal(reserve(other, List.of(1, 2, 3, 4, 5)), 404, "SEAT_NOT_FOUND");
        assertRefusal(other.api().post("/seats/reserve", order(fan, 1)), 403, "FORBIDDEN");
        assertRefusal(Fans.signUp(server).api().post("/seats/reserve", order(fan, 1)), 401, "QUEUE_TOKEN_REQUIRED");
    }

    /** H9: in the body; cancels the whole hold. */
    @Test
    void aHoldIsCanceledInTheBody() {
        assertCanceled(() -> fan.api().send("DELETE", "/seats/cancel", order(fan, 3)));
    }

    /** H9: in query parameters; cancels the whole hold. */
    @Test
    void aHoldIsCanceledInTheQuery() {
        var asked = "/seats/cancel?seat=3&userId=" + fan.userId() + "&" + ofShow;
        assertCanceled(() -> fan.api().delete(asked));
    }

    private void assertCanceled(Supplier<Api.Answer> cancel) {
        assertRefusal(cancel.get(), 404, "RESERVATION_NOT_FOUND");
        var reservation = holdSeats2And3();

        var canceled = cancel.get();
        var at = Instant.parse(canceled.body().path("canceledAt").asString());
        assertThat(at)
                .isBetween(
                        server.clock().instant().minusSeconds(30),
                        server.clock().instant());
        assertSuccess(canceled, 200, """
                {"status":"canceled","seatNumber":3,"canceledAt":"%s"}""".formatted(at));

        assertListed(reservation, "canceled");
        assertRefusal(cancel.get(), 404, "RESERVATION_NOT_FOUND");
        assertRefusal(fan.api().post("/seats/payment", order(fan, 2)), 404, "RESERVATION_NOT_FOUND");
        assertFree(1, 4); // reopens at 09:00
    }

    /** For the fan, who names them in another order than the answer does. */
    private String holdSeats2And3() {
        var held = reserve(fan, List.of(3, 2));
        var expiresAt = Instant.parse(held.body().path("expiresAt").asString());
        var reservation = held.body().path("reservationId").asString();
        assertThat(Duration.between(server.clock().instant(), expiresAt))
                .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(300));
        assertSuccess(held, 201, """
                {"status":"reserved","reservationId":"%s","seatNumber":2,"seatNumbers":[2,3],"amount":14000,\
                "expiresIn":300,"expiresAt":"%s"}""".formatted(UUID.fromString(reservation), expiresAt));
        assertListed(reservation, "held");
        assertSuccess(validation(), 200, """
                {"status":"available","waitingTime":null}""");
        return reservation;
    }

    /** H4 */
    private void assertSame(String reservation) {
        var again = reserve(fan, List.of(2, 3));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().path("reservationId").asString()).isEqualTo(reservation);
        assertThat(again.body().path("expiresIn").asLong()).isLessThanOrEqualTo(300);
    }

    private void assertReceipt(Api.Answer paid, String reservation) {
        var payment = UUID.fromString(paid.body().path("paymentId").asString());
        var paidAt = Instant.parse(paid.body().path("paidAt").asString());
        assertSuccess(paid, 200, """
                {"status":"paid","paymentId":"%s","reservationId":"%s","userId":"%s","seatNumber":2,\
                "seatNumbers":[2,3],"amount":14000,"balance":86000,"paidAt":"%s"}\
                """.formatted(payment, reservation, fan.userId(), paidAt));
    }

    private void assertListed(String reservation, String status) {
        var answer = fan.api().get("/concerts/" + show.concertId() + "/reservations?userId=" + fan.userId());
        var reservedAt = Instant.parse(
                answer.body().path("reservations").path(0).path("reservedAt").asString());
        var listed = """
                {"reservationId":"%s","concertId":%d,"performanceId":%d,"date":"%s","seatNumber":2,\
                "seatNumbers":[2,3],"amount":14000,"status":"%s","reservedAt":"%s","expiresAt":"%s"}\
                """.formatted(
                        reservation,
                        show.concertId(),
                        show.performanceId(),
                        show.date(),
                        status,
                        reservedAt,
                        reservedAt.plusSeconds(300));
        assertSuccess(answer, 200, """
                {"concertId":%d,"userId":"%s","reservations":[%s]}\
                """.formatted(show.concertId(), fan.userId(), listed));
        assertSuccess(fan.api().get("/reservations?userId=" + fan.userId()), 200, """
                {"reservations":[%s],"nextCursor":null}""".formatted(listed));
    }

    private void assertFree(Integer... numbers) {
        await().atMost(SOON)
                .untilAsserted(() -> assertSuccess(fan.api().get("/seats/available?" + ofShow), 200, """
                        {"date":"%s","performanceId":%d,"availableSeats":%s,"remainingSeats":%d}""".formatted(
                                show.date(), show.performanceId(), List.of(numbers), numbers.length)));
    }

    private Api.Answer reserve(Fan who, List<Integer> seats) {
        return who.api()
                .post(
                        "/seats/reserve",
                        Map.of(
                                "userId",
                                who.userId(),
                                "date",
                                show.date(),
                                "seats",
                                seats,
                                "concertId",
                                show.concertId()));
    }

    private Map<String, Object> order(Fan who, int seat) {
        return Map.of("userId", who.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
    }

    private Api.Answer validation() {
        return server.api()
                .get("/reservations/token/validation?reservationToken="
                        + fan.api().token());
    }

    private String mapped(int number) {
        return """
                {"seatId":%d,"number":%d,"section":"FLOOR","row":"1","price":7000,"status":"AVAILABLE"}\
                """.formatted(show.performanceId() * 100_000 + number, number);
    }
}
