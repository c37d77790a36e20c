package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Seats as fans read them, over HTTP. */
class SeatsIntegrationTests {

    private static final Duration MOST_BEHIND = Duration.ofMillis(300);

    private final TestServer server = TestServer.shared();

    /** C4 */
    @Test
    void theMapShowsEverySeat() {
        var show = Stage.with(server, Map.of(), Map.of("seats", 12, "price", 7_000));
        hold(show, 2);

        var map = fan().get(mapOf(show)).body();

        assertThat(map.path("performanceId").asLong()).isEqualTo(show.performanceId());
        assertThat(map.path("concertId").asLong()).isEqualTo(show.concertId());
        assertThat(map.path("date").asString()).isEqualTo(show.date());
        assertThat(map.path("totalSeats").asInt()).isEqualTo(12);
        assertThat(map.path("remainingSeats").asInt()).isEqualTo(11);
        assertThat(map.path("seats")).hasSize(12);
        var second = map.path("seats").path(1);
        assertThat(second.path("seatId").asLong())
                .isEqualTo(SeatId.of(new PerformanceId(show.performanceId()), 2).value());
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("section").asString()).isEqualTo("FLOOR");
        assertThat(second.path("row").asString()).isEqualTo("1");
        assertThat(second.path("price").asLong()).isEqualTo(7_000);
        assertThat(second.path("status").asString()).isEqualTo("HELD");
        assertThat(map.path("seats").path(0).path("status").asString()).isEqualTo("AVAILABLE");
        assertThat(map.path("seats").path(11).path("row").asString()).isEqualTo("2");
    }

    /** C4 */
    @Test
    void aMapIsSentAgainOnlyWhenASeatHasChanged() {
        var show = Stage.plain(server);
        var fan = fan();
        var tag = tagOf(fan.get(mapOf(show)));

        var same = fan.with("If-None-Match", tag).get(mapOf(show));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.envelope().isNull()).isTrue();
        assertThat(tagOf(same)).isEqualTo(tag);

        hold(show, 1);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> fan.with("If-None-Match", tag).get(mapOf(show)).status() == 200);
        assertThat(tagOf(fan.get(mapOf(show)))).isNotEqualTo(tag);
    }

    /** C4, Q2 */
    @Test
    void everyInstanceGivesAMapTheSameTag() {
        var show = Stage.plain(server);
        var fan = fan();
        var elsewhere = new Api(server.second().api().baseUrl(), fan.token(), Map.of());

        assertThat(tagOf(elsewhere.get(mapOf(show)))).isEqualTo(tagOf(fan.get(mapOf(show))));
    }

    /** C3 */
    @Test
    void whenNothingIsFreeThereAreNoSeatsAvailable() {
        var show = Stage.with(server, Map.of(), Map.of("seats", 1));
        hold(show, 1);

        var answer = fan().get(availableOf(show));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("NO_SEATS_AVAILABLE");
    }

    /** C3, C4 */
    @Test
    void anUnknownPerformanceIsNotFound() {
        var fan = fan();

        assertRefused(fan.get("/seats/available?date=2031-01-01"), 404, "PERFORMANCE_NOT_FOUND");
        assertRefused(fan.get("/seats/available?date=2031-01-01&concertId=9999999"), 404, "PERFORMANCE_NOT_FOUND");
        assertRefused(fan.get("/performances/9999999/seats"), 404, "PERFORMANCE_NOT_FOUND");
        assertRefused(fan.get("/performances/many/seats"), 400, "INVALID_REQUEST");
        assertRefused(fan.get("/seats/available?date=tomorrow"), 400, "INVALID_REQUEST");
        assertRefused(fan.get("/seats/available"), 400, "INVALID_REQUEST");
    }

    /** C3 */
    @Test
    void theConcertMustBeNamedWhereSeveralPlay() {
        var show = Stage.plain(server);
        var other =
                Stage.with(server, Map.of(), Map.of("startsAt", show.startsAt().toString()));
        var fan = fan();

        assertRefused(fan.get("/seats/available?date=" + show.date()), 400, "CONCERT_REQUIRED");
        assertThat(fan.get(availableOf(other)).body().path("performanceId").asLong())
                .isEqualTo(other.performanceId());
    }

    /** C5 */
    @Test
    void aConcertEventTellsItsCapacityAndSeatsTaken() {
        var show = Stage.plain(server);
        hold(show, 7);
        hold(show, 50);

        var fan = fan();
        var path = "/reservations/" + show.concertId() + "/available-dates";
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        fan.get(path).body().path(0).path("currentSeatCount").asInt() == 2);

        var events = fan.get(path).body();
        assertThat(events).hasSize(1);
        assertThat(events.path(0).path("concertEventId").asLong()).isEqualTo(show.performanceId());
        assertThat(events.path(0).path("startDate").asString()).isEqualTo(show.date());
        assertThat(events.path(0).path("maxSeatCapacity").asInt()).isEqualTo(50);
    }

    /** C5 */
    @Test
    void aConcertEventsFreeSeatsHaveIdsAndNumbers() {
        var show = Stage.with(server, Map.of(), Map.of("seats", 3));
        hold(show, 2);

        var seats = fan().get("/reservations/" + show.performanceId() + "/available-seats")
                .body();

        assertThat(seats).extracting(seat -> seat.path("seatsNumber").asInt()).containsExactly(1, 3);
        assertThat(seats)
                .extracting(seat -> seat.path("seatsId").asLong())
                .containsExactly(show.performanceId() * 100_000 + 1, show.performanceId() * 100_000 + 3);
    }

    /** C5 */
    @Test
    void withoutConcertEventsTheArraysAreEmpty() {
        var fan = fan();
        for (var path : List.of("/reservations/9999999/available-dates", "/reservations/9999999/available-seats")) {
            var answer = fan.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().isArray()).isTrue();
            assertThat(answer.body()).isEmpty();
        }
    }

    /** C6: an answer to a request made 300 ms after a change shows it, however slow the machine. */
    @Test
    void readsAreAtMostThreeHundredMillisecondsBehind() {
        var show = Stage.plain(server);
        var fan = fan();
        for (int seat = 1; seat <= 10; seat++) {
            assertThat(free(fan, show)).contains(seat);
            hold(show, seat);
            var changedAt = System.nanoTime();
            while (true) {
                var askedAt = System.nanoTime();
                if (!free(fan, show).contains(seat)) {
                    break;
                }
                assertThat(Duration.ofNanos(askedAt - changedAt)).isLessThanOrEqualTo(MOST_BEHIND);
            }
        }
    }

    /** C7, C4, Q1 */
    @Test
    void aHallOfSixtyThousandSeatsIsLaidOutAndRead() {
        var sections = List.of(
                Map.of("name", "North", "rows", 400, "seatsPerRow", 100, "price", 30_000),
                Map.of("name", "South", "rows", 200, "seatsPerRow", 100, "price", 90_000));
        var show = Stage.with(server, Map.of(), Map.of("sections", sections));
        var fan = fan();

        var map = fan.get(mapOf(show)).body();
        assertThat(map.path("seats")).hasSize(60_000);
        var last = map.path("seats").path(59_999);
        assertThat(last.path("number").asInt()).isEqualTo(60_000);
        assertThat(last.path("section").asString()).isEqualTo("South");
        assertThat(last.path("row").asString()).isEqualTo("200");
        assertThat(last.path("price").asLong()).isEqualTo(90_000);
        var firstOfSouth = map.path("seats").path(40_000);
        assertThat(firstOfSouth.path("section").asString()).isEqualTo("South");
        assertThat(firstOfSouth.path("row").asString()).isEqualTo("1");
        assertThat(fan.get(availableOf(show)).body().path("remainingSeats").asInt())
                .isEqualTo(60_000);
    }

    private Api fan() {
        return Fans.admitted(server).api();
    }

    private static String mapOf(Stage.Show show) {
        return "/performances/" + show.performanceId() + "/seats";
    }

    private static String availableOf(Stage.Show show) {
        return "/seats/available?date=" + show.date() + "&concertId=" + show.concertId();
    }

    private static List<Integer> free(Api fan, Stage.Show show) {
        return fan.get(availableOf(show))
                .body()
                .path("availableSeats")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    private static String tagOf(Api.Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static void assertRefused(Api.Answer answer, int status, String error) {
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(status);
    }

    private final List<UUID> holds = new ArrayList<>();

    /** As the reservation module does. */
    private void hold(Stage.Show show, int number) {
        var reservation = UUID.randomUUID();
        holds.add(reservation);
        server.jdbc()
                .sql("""
                        update seat set status = 'HELD', reservation_id = :reservation
                        where performance_id = :performance and number = :number""")
                .param("reservation", reservation)
                .param("performance", show.performanceId())
                .param("number", number)
                .update();
    }

    /** Other tests look for holds without a reservation. */
    @AfterEach
    void release() {
        server.jdbc()
                .sql("update seat set status = 'AVAILABLE', reservation_id = null where reservation_id = any(:holds)")
                .param("holds", holds.toArray(UUID[]::new))
                .update();
    }
}
