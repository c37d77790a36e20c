package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api.Answer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.Stage.Show;
import dev.frontrow.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holding, canceling and listing refuse over HTTP, and that a refusal changes nothing (H1, H2, H5, H9, H10). */
class HoldRefusalsIntegrationTests {

    private static final long SEATS_PER_PERFORMANCE_ID = 100_000;

    private final TestServer server = TestServer.shared();
    private final Show show = Stage.plain(server);
    private final Fan fan = Fans.admitted(server);

    /** H1 */
    @Test
    void aTakenSeatIsNamedAndNoneOfTheOthersIsHeld() {
        hold(fan, List.of(3, 5));
        var late = hold(Fans.admitted(server), List.of(6, 5, 4, 3));
        assertRefused(late, 409, "SEAT_ALREADY_RESERVED");
        assertThat(taken(late)).containsExactly(3, 5);
        assertThat(hold(Fans.admitted(server), List.of(4, 6)).status()).isEqualTo(201);
    }

    /** H1: Redis, where the refusal comes from, does not know of the one that was given back until tomorrow. */
    @Test
    void aSeatThatIsNotFreeWithoutBeingHeldIsNamedAsWell() {
        hold(fan, List.of(3));
        assertThat(fan.api().send("DELETE", "/seats/cancel", ofSeat(fan, 3)).status())
                .isEqualTo(200);
        hold(fan, List.of(5));
        await().untilAsserted(() -> {
            var late = hold(Fans.admitted(server), List.of(3, 4, 5));
            assertRefused(late, 409, "SEAT_ALREADY_RESERVED");
            assertThat(taken(late)).containsExactly(3, 5);
        });
    }

    private static List<Integer> taken(Answer refusal) {
        return StreamSupport.stream(refusal.body().path("seats").spliterator(), false)
                .map(seat -> seat.asInt())
                .toList();
    }

    /** H1 */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 51, Integer.MAX_VALUE})
    void aSeatThatThePerformanceDoesNotHaveIsNotFound(int seat) {
        assertRefused(hold(fan, List.of(seat)), 404, "SEAT_NOT_FOUND");
        assertRefused(hold(fan, List.of(1, seat)), 404, "SEAT_NOT_FOUND");
        assertThat(hold(Fans.admitted(server), List.of(1)).status()).isEqualTo(201);
    }

    /** H5: at once, and one after the other. */
    @Test
    void aFifthSeatIsRefused() {
        assertRefused(hold(fan, List.of(1, 2, 3, 4, 5)), 409, "SEAT_LIMIT_EXCEEDED");
        assertThat(hold(fan, List.of(1, 2, 3)).status()).isEqualTo(201);
        assertRefused(hold(fan, List.of(4, 5)), 409, "SEAT_LIMIT_EXCEEDED");
        assertThat(hold(fan, List.of(4)).status()).isEqualTo(201);
        assertRefused(hold(fan, List.of(5)), 409, "SEAT_LIMIT_EXCEEDED");
        assertRefused(assign(fan, show.performanceId(), 5), 409, "SEAT_LIMIT_EXCEEDED");
        assertThat(hold(Fans.admitted(server), List.of(5)).status()).isEqualTo(201);
    }

    /** H4: the seats in any order. */
    @Test
    void askingAgainAnswersTheSameHold() {
        var first = hold(fan, List.of(2, 1)).body();
        var again = hold(fan, List.of(1, 2, 2)).body();
        assertThat(again.path("reservationId")).isEqualTo(first.path("reservationId"));
        assertThat(again.path("expiresAt")).isEqualTo(first.path("expiresAt"));
        assertThat(again.path("amount").asLong()).isEqualTo(100_000);
        assertRefused(hold(fan, List.of(1)), 409, "SEAT_ALREADY_RESERVED");
        assertRefused(hold(fan, List.of(2, 3)), 409, "SEAT_ALREADY_RESERVED");
    }

    /** H1 */
    @Test
    void onlyADayWithAPerformanceOnSaleCanBeNamed() {
        Map<String, Object> seat = Map.of("userId", fan.userId(), "seat", 1);
        assertRefused(reserve(with(seat, "date", "2099-01-01")), 404, "PERFORMANCE_NOT_FOUND");
        assertRefused(
                reserve(with(with(seat, "date", show.date()), "concertId", 999_999_999)), 404, "PERFORMANCE_NOT_FOUND");
        Stage.plain(server); // plays on the same day
        assertRefused(reserve(with(seat, "date", show.date())), 400, "CONCERT_REQUIRED");
        assertRefused(reserve(with(with(seat, "date", show.date()), "seats", List.of(2))), 400, "INVALID_REQUEST");
        assertRefused(reserve(Map.of("userId", fan.userId(), "date", show.date())), 400, "INVALID_REQUEST");
    }

    /** H1, H2 */
    @Test
    void nothingIsHeldBeforeTheSaleBegins() {
        var later = server.clock().instant().plusSeconds(86_400).toString();
        var soon = Stage.with(server, Map.of(), Map.of("onSaleAt", later));
        assertRefused(assign(fan, soon.performanceId(), 1), 409, "NOT_ON_SALE");
        var named = new HashMap<>(with(ofSeat(fan, 1), "concertId", soon.concertId()));
        named.put("date", soon.date());
        assertRefused(reserve(named), 409, "NOT_ON_SALE");
    }

    /** H1, H9 */
    @Test
    void nobodyHoldsOrCancelsForAnotherFan() {
        var other = Fans.admitted(server);
        hold(other, List.of(1));
        assertRefused(reserve(ofSeat(other, 2)), 403, "FORBIDDEN");
        assertRefused(fan.api().send("DELETE", "/seats/cancel", ofSeat(other, 1)), 403, "FORBIDDEN");
        assertRefused(fan.api().get("/reservations?userId=" + other.userId()), 403, "FORBIDDEN");
    }

    /** H2 */
    @Test
    void aSeatsIdHoldsItAndMustBelongToThePerformance() {
        long other = Stage.plain(server).performanceId();
        long id = show.performanceId() * SEATS_PER_PERFORMANCE_ID + 1;
        assertRefused(assign(fan, id, 999_999_999L), 404, "PERFORMANCE_NOT_FOUND");
        assertRefused(assign(fan, id, other), 404, "SEAT_NOT_FOUND");
        assertRefused(assign(fan, show.performanceId(), 51), 404, "SEAT_NOT_FOUND");
        var held = assign(fan, show.performanceId(), 1);
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.body().asBoolean()).isTrue();
        assertThat(assign(fan, show.performanceId(), 1).body().asBoolean()).isTrue();
        assertRefused(assign(Fans.admitted(server), show.performanceId(), 1), 409, "SEAT_ALREADY_RESERVED");
    }

    /** H9: by the body or by query parameters, and the whole hold. */
    @Test
    void cancelingASeatCancelsItsWholeHold() {
        hold(fan, List.of(1, 2));
        var canceled = fan.api().send("DELETE", "/seats/cancel", ofSeat(fan, 2));
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.body().path("status").asString()).isEqualTo("canceled");
        assertThat(canceled.body().path("seatNumber").asInt()).isEqualTo(2);
        assertRefused(fan.api().send("DELETE", "/seats/cancel", ofSeat(fan, 1)), 404, "RESERVATION_NOT_FOUND");
        hold(fan, List.of(3));
        var query = "/seats/cancel?userId=%s&date=%s&seat=%d&concertId=%d";
        var byQuery = fan.api().delete(query.formatted(fan.userId(), show.date(), 3, show.concertId()));
        assertThat(byQuery.status()).isEqualTo(200);
        assertRefused(fan.api().delete(query.formatted(fan.userId(), show.date(), 4, 1)), 404, "RESERVATION_NOT_FOUND");
        assertRefused(fan.api().delete("/seats/cancel?userId=" + fan.userId()), 400, "INVALID_REQUEST");
    }

    /** H9: the query says what the body leaves out, and nothing else. */
    @Test
    void aCancellationIsReadFromBodyAndQueryTogether() {
        hold(fan, List.of(1));
        hold(fan, List.of(2));
        var first = "/seats/cancel?userId=%s&date=%s&seat=1&concertId=%d"
                .formatted(fan.userId(), show.date(), show.concertId());
        var second = fan.api().send("DELETE", first, Map.of("seat", 2));
        assertThat(second.body().path("seatNumber").asInt()).isEqualTo(2);
        assertThat(fan.api().send("DELETE", first, Map.of()).status()).isEqualTo(200);
    }

    /** H1, M1: by the names that the API has for them. */
    @Test
    void theMemberThatIsMissingIsNamed() {
        Map<String, Object> named = Map.of("userId", fan.userId(), "date", show.date());
        assertThat(firstField(reserve(named))).isEqualTo("seats");
        assertThat(firstField(fan.api().post("/seats/payment", named))).isEqualTo("reservationId");
    }

    private static String firstField(Answer answer) {
        assertRefused(answer, 400, "INVALID_REQUEST");
        return answer.body().path("fields").path(0).path("field").asString();
    }

    /** H9 */
    @Test
    void twoHoldsOfOneDayAreToldApartByTheirConcert() {
        var second = Stage.plain(server);
        hold(fan, List.of(1));
        reserve(with(ofSeat(fan, 1), "concertId", second.concertId()));
        var unnamed = new HashMap<>(ofSeat(fan, 1));
        unnamed.remove("concertId");
        assertRefused(fan.api().send("DELETE", "/seats/cancel", unnamed), 400, "CONCERT_REQUIRED");
        assertRefused(fan.api().post("/seats/payment", unnamed), 400, "CONCERT_REQUIRED");
        assertThat(fan.api().send("DELETE", "/seats/cancel", ofSeat(fan, 1)).status())
                .isEqualTo(200);
        assertThat(fan.api().send("DELETE", "/seats/cancel", unnamed).status()).isEqualTo(200);
    }

    /** M3: and the hold is kept. */
    @Test
    void aPaymentThatCannotBeMadeChangesNothing() {
        var reservation = hold(fan, List.of(1)).body().path("reservationId").asString();
        assertRefused(fan.api().post("/seats/payment", ofSeat(fan, 1)), 400, "INSUFFICIENT_BALANCE");
        assertRefused(fan.api().post("/seats/payment", ofSeat(fan, 2)), 404, "RESERVATION_NOT_FOUND");
        var pay = "/payment/";
        assertRefused(fan.api().post(pay + UUID.randomUUID(), Map.of()), 404, "RESERVATION_NOT_FOUND");
        assertRefused(Fans.signUp(server).api().post(pay + reservation, Map.of()), 404, "RESERVATION_NOT_FOUND");
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 50_000));
        assertThat(fan.api().post(pay + reservation, Map.of()).body().asBoolean())
                .isTrue();
        assertRefused(fan.api().post(pay + reservation, Map.of()), 409, "ALREADY_PAID");
        assertRefused(fan.api().post("/seats/payment", ofSeat(fan, 1)), 409, "ALREADY_PAID");
        assertRefused(fan.api().send("DELETE", "/seats/cancel", ofSeat(fan, 1)), 404, "RESERVATION_NOT_FOUND");
        var balance = fan.api().get("/points/users/" + fan.userId()).body();
        assertThat(balance.asLong(-1)).isZero();
    }

    private Answer hold(Fan by, List<Integer> seats) {
        return by.api()
                .post(
                        "/seats/reserve",
                        Map.of(
                                "userId", by.userId(),
                                "date", show.date(),
                                "seats", seats,
                                "concertId", show.concertId()));
    }

    private Answer reserve(Map<String, Object> asked) {
        return fan.api().post("/seats/reserve", asked);
    }

    private static Answer assign(Fan by, long performance, int seat) {
        return assign(by, performance * SEATS_PER_PERFORMANCE_ID + seat, performance);
    }

    private static Answer assign(Fan by, long seatsId, long performance) {
        return by.api().post("/reservations/seats/" + seatsId + "/assign", Map.of("concertEventId", performance));
    }

    private Map<String, Object> ofSeat(Fan whose, int seat) {
        return Map.of("userId", whose.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
    }

    private static Map<String, Object> with(Map<String, Object> asked, String name, Object value) {
        var more = new HashMap<>(asked);
        more.put(name, value);
        return more;
    }

    private static void assertRefused(Answer answer, int status, String error) {
        assertThat(answer.status() + " " + answer.error()).isEqualTo(status + " " + error);
    }
}
