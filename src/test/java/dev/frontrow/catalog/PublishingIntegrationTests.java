package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What organizers do to concerts (O1). */
class PublishingIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server = TestServer.shared();
    private final Api organizer = Fans.organizer(server).api();

    /** O1 */
    @Test
    void aNewConcertIsAnsweredWithItsPerformances() {
        var startsAt = in(Duration.ofDays(20));
        var onSaleAt = in(Duration.ofDays(10));
        var concert = Stage.publish(
                server,
                Map.of(
                        "title", "Gala",
                        "description", "With everybody",
                        "venue", "Hall",
                        "ownWaitingRoom", true,
                        "reopen", "IMMEDIATELY",
                        "performances",
                                List.of(Map.of(
                                        "startsAt", startsAt, "onSaleAt", onSaleAt, "seats", 7, "price", 1_000))));

        assertThat(concert.path("title").asString()).isEqualTo("Gala");
        assertThat(concert.path("ownWaitingRoom").asBoolean()).isTrue();
        assertThat(concert.path("reopen").asString()).isEqualTo("IMMEDIATELY");
        assertThat(concert.path("availableDates")).isEmpty();
        assertThat(concert.path("remainingSeats").asLong()).isZero();
        var performance = concert.path("performances").path(0);
        assertThat(performance.path("performanceId").asLong()).isPositive();
        assertThat(performance.path("startsAt").asString()).isEqualTo(startsAt.toString());
        assertThat(performance.path("onSaleAt").asString()).isEqualTo(onSaleAt.toString());
        assertThat(performance.path("totalSeats").asInt()).isEqualTo(7);
        assertThat(performance.path("priceFrom").asLong()).isEqualTo(1_000);
    }

    /** O1, C7 */
    @Test
    void whatIsNotSaidHasItsDefault() {
        var concert = Stage.publish(
                server,
                Map.of(
                        "title",
                        "Plain",
                        "venue",
                        "Club",
                        "performances",
                        List.of(Map.of("startsAt", in(Duration.ofDays(3))))));

        assertThat(concert.path("description").asString()).isEmpty();
        assertThat(concert.path("ownWaitingRoom").asBoolean()).isFalse();
        assertThat(concert.path("reopen").asString()).isEqualTo("DAILY");
        assertThat(concert.path("remainingSeats").asLong()).isEqualTo(50);
        assertThat(concert.path("priceFrom").asLong()).isEqualTo(50_000);
        assertThat(concert.path("availableDates")).hasSize(1);
    }

    /** C7: numbered through in the order of sections, rows and seats. */
    @Test
    void sectionsAreNumberedThrough() {
        var sections = List.of(
                Map.of("name", "B", "rows", 2, "seatsPerRow", 3, "price", 900),
                Map.of("name", "A", "rows", 1, "seatsPerRow", 2));
        var show = Stage.with(server, Map.of(), Map.of("sections", sections, "price", 400));

        var seats = Fans.admitted(server)
                .api()
                .get("/performances/" + show.performanceId() + "/seats")
                .body()
                .path("seats");

        assertThat(seats)
                .extracting(seat -> seat.path("number").asInt()
                        + seat.path("section").asString()
                        + seat.path("row").asString()
                        + ":"
                        + seat.path("price").asLong())
                .containsExactly(
                        "1B1:900", "2B1:900", "3B1:900", "4B2:900", "5B2:900", "6B2:900", "7A1:400", "8A1:400");
        var listed = server.api().get("/concerts/" + show.concertId()).body();
        assertThat(listed.path("priceFrom").asLong()).isEqualTo(400);
        assertThat(listed.path("priceTo").asLong()).isEqualTo(900);
    }

    /** O1, Q6 */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"title":" "}                                                        | title
            {"title":null}                                                       | title
            {"venue":""}                                                         | venue
            {"performances":[{}]}                                                | performances[0].startsAt
            {"performances":[null]}                                              | performances[0]
            {"performances":[{"startsAt":"2001-01-01T00:00:00Z"}]}               | performances[0].startsAt
            {"performances":[{"startsAt":"9998-01-01T00:00:00Z"}]}               | performances[0].startsAt
            {"performances":[{"startsAt":"%1$s","onSaleAt":"%1$s"}]}             | performances[0].onSaleAt
            {"performances":[{"startsAt":"%1$s","onSaleAt":"1971-01-01T00:00:00Z"}]} | performances[0].onSaleAt
            {"performances":[{"startsAt":"%1$s","seats":0}]}                     | performances[0].seats
            {"performances":[{"startsAt":"%1$s","seats":60001}]}                 | performances[0].seats
            {"performances":[{"startsAt":"%1$s","price":-1}]}                    | performances[0].price
            {"performances":[{"startsAt":"%1$s","price":10000001}]}              | performances[0].price
            {"performances":[{"startsAt":"%1$s","sections":[]}]}                 | performances[0].sections
            {"performances":[{"startsAt":"%1$s","seats":1,"sections":[%2$s]}]}   | performances[0].seats
            {"performances":[{"startsAt":"%1$s","sections":[%2$s,%2$s]}]}        | performances[0].sections
            {"performances":[{"startsAt":"%1$s","sections":[{"name":"A","rows":60000,"seatsPerRow":60000}]}]} \
            | performances[0].sections
            {"performances":[{"startsAt":"%1$s","sections":[{"rows":1,"seatsPerRow":1}]}]} \
            | performances[0].sections[0].name
            {"performances":[{"startsAt":"%1$s","sections":[{"name":"A","seatsPerRow":1}]}]} \
            | performances[0].sections[0].rows
            """)
    void whatCannotBeIsRefusedByName(String difference, String field) {
        var asked = new HashMap<String, Object>(Map.of("title", "Good", "venue", "Good"));
        var section = "{\"name\":\"A\",\"rows\":1,\"seatsPerRow\":1}";
        asked.putAll(JSON.readValue(
                difference.formatted(in(Duration.ofDays(5)), section), new TypeReference<Map<String, Object>>() {}));

        var answer = organizer.post("/admin/concerts", asked);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.body().path("fields"))
                .extracting(wrong -> wrong.path("field").asString())
                .contains(field);
        assertThat(answer.body().path("fields"))
                .extracting(wrong -> wrong.path("message").asString())
                .allSatisfy(message -> assertThat(message).doesNotContain("catalog.", "{"));
    }

    /** O1 */
    @ParameterizedTest
    @ValueSource(ints = {201, 5_001})
    void textsHaveTheirLimits(int characters) {
        var text = "x".repeat(characters);
        var asked = new HashMap<String, Object>(Map.of("title", text, "venue", text, "description", text));
        assertThat(organizer.post("/admin/concerts", asked).error()).isEqualTo("INVALID_REQUEST");
    }

    /** O1 */
    @Test
    void aConcertPlaysOnceADay() {
        var show = Stage.plain(server);
        var sameDay = Map.of("startsAt", show.startsAt());

        var again = organizer.post("/admin/concerts/" + show.concertId() + "/performances", sameDay);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("PERFORMANCE_EXISTS");
        assertThat(again.body().path("message").asString()).contains(show.date());

        var before = server.jdbc()
                .sql("select count(*) from concert")
                .query(Long.class)
                .single();
        var twice = organizer.post(
                "/admin/concerts",
                Map.of("title", "Twice", "venue", "Here", "performances", Collections.nCopies(2, sameDay)));
        assertThat(twice.error()).isEqualTo("PERFORMANCE_EXISTS");
        assertThat(server.jdbc()
                        .sql("select count(*) from concert")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }

    /** O1 */
    @Test
    void aPerformanceIsAddedAndOnSaleAtOnce() {
        var show = Stage.plain(server);
        var answer = organizer.post(
                "/admin/concerts/" + show.concertId() + "/performances",
                Map.of("startsAt", show.startsAt().plus(Duration.ofDays(1)), "seats", 3));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("concertId").asLong()).isEqualTo(show.concertId());
        assertThat(answer.body().path("totalSeats").asInt()).isEqualTo(3);
        var dates = Fans.admitted(server)
                .api()
                .get("/seats/dates?concertId=" + show.concertId())
                .body();
        assertThat(dates.path("dates")).hasSize(2);
        assertThat(dates.path("performances").path(1).path("performanceId").asLong())
                .isEqualTo(answer.body().path("performanceId").asLong());
    }

    /** O1 */
    @Test
    void onlyWhatIsSaidChanges() {
        var show = Stage.with(server, Map.of("title", "Before", "description", "Stays"));

        var changed = organizer
                .put("/admin/concerts/" + show.concertId(), Map.of("title", " After ", "ownWaitingRoom", true))
                .body();

        assertThat(changed.path("title").asString()).isEqualTo("After");
        assertThat(changed.path("description").asString()).isEqualTo("Stays");
        assertThat(changed.path("venue").asString()).isEqualTo("Small hall");
        assertThat(changed.path("ownWaitingRoom").asBoolean()).isTrue();
        assertThat(changed.path("reopen").asString()).isEqualTo("DAILY");
        assertThat(changed.path("performances")).hasSize(1);
    }

    /** O1 */
    @Test
    void aWithdrawnConcertIsGoneForFansOnEveryInstance() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server).api();
        var path = "/concerts/" + show.concertId();
        var elsewhere = server.second().api();
        assertThat(elsewhere.get(path).status()).isEqualTo(200);

        assertThat(organizer.delete("/admin" + path).status()).isEqualTo(200);

        assertThat(server.api().get(path).error()).isEqualTo("CONCERT_NOT_FOUND");
        assertThat(fan.get("/seats/dates?concertId=" + show.concertId()).error())
                .isEqualTo("CONCERT_NOT_FOUND");
        assertThat(fan.get("/performances/" + show.performanceId() + "/seats").error())
                .isEqualTo("PERFORMANCE_NOT_FOUND");
        assertThat(server.api().get("/concerts").body().path("concerts"))
                .noneMatch(concert -> concert.path("concertId").asLong() == show.concertId());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> elsewhere.get(path).error().equals("CONCERT_NOT_FOUND"));
        assertThat(organizer.delete("/admin" + path).error()).isEqualTo("CONCERT_NOT_FOUND");
        assertThat(organizer.put("/admin" + path, Map.of("title", "Back")).error())
                .isEqualTo("CONCERT_NOT_FOUND");
        assertThat(organizer
                        .post("/admin" + path + "/performances", Map.of("startsAt", in(Duration.ofDays(9))))
                        .error())
                .isEqualTo("CONCERT_NOT_FOUND");
    }

    /** O1 */
    @Test
    void aConcertWithASeatHeldStays() {
        var show = Stage.plain(server);
        var seat = "update seat set status = ?, reservation_id = ? where performance_id = ? and number = 9";
        server.jdbc()
                .sql(seat)
                .params("HELD", UUID.randomUUID(), show.performanceId())
                .update();

        var refused = organizer.delete("/admin/concerts/" + show.concertId());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("CONCERT_HAS_RESERVATIONS");

        server.jdbc()
                .sql(seat.replaceFirst("\\?", "'CANCELED'").replaceFirst("\\?", "null"))
                .param(show.performanceId())
                .update();
        assertThat(organizer.delete("/admin/concerts/" + show.concertId()).status())
                .isEqualTo(200);
    }

    /** O1 */
    @Test
    void fansPublishNothing() {
        var fan = Fans.signUp(server).api();
        assertThat(fan.post("/admin/concerts", Map.of("title", "Mine", "venue", "Here"))
                        .error())
                .isEqualTo("FORBIDDEN");
        assertThat(fan.delete("/admin/concerts/1").error()).isEqualTo("FORBIDDEN");
        assertThat(server.api().post("/admin/concerts", Map.of()).status()).isEqualTo(401);
    }

    private Instant in(Duration ahead) {
        return server.clock().instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }
}
