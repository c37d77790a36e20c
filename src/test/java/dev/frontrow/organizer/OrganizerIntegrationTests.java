package dev.frontrow.organizer;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.outbox.Event;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.SeatsSold;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What organizers see of a sale (O3), and how its minutes are counted from the events (E3). */
class OrganizerIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration HOLD = Duration.ofMinutes(5);

    private static TestServer server;
    private static Api organizer;

    @BeforeAll
    static void start() {
        server = TestServer.start("--frontrow.organizer.remember-events=1h");
        organizer = Fans.organizer(server).api();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** O3, E3: by the tables at once, by the minutes soon. */
    @Test
    void theFiguresOfASaleAreWhatFansDid() {
        var sale = Sale.plain(server);
        sale.holds(1, 2);
        server.clock().advance(HOLD);
        await().atMost(SOON).until(() -> figures(sale).path("holdsLapsed").asLong() == 1);
        sale.buys(10, 11, 12);
        sale.buys(20);
        sale.holds(30, 31);
        sale.cancels(sale.holds(40), 40);

        var figures = figures(sale);
        assertThat(figures.path("concertId").asLong()).isEqualTo(sale.show().concertId());
        assertThat(figures.path("performanceId").asLong()).isEqualTo(sale.show().performanceId());
        assertThat(figures.path("date").asString()).isEqualTo(sale.show().date());
        assertThat(figures.path("totalSeats").asInt()).isEqualTo(50);
        assertThat(figures.path("available").asLong()).isEqualTo(50 - 4 - 2 - 3);
        assertThat(figures.path("held").asLong()).isEqualTo(2);
        assertThat(figures.path("reserved").asLong()).isEqualTo(4);
        assertThat(figures.path("canceled").asLong()).isEqualTo(3);
        assertThat(figures.path("revenue").asLong()).isEqualTo(200_000);
        assertThat(figures.has("minutes")).isFalse();

        await().atMost(SOON).until(() -> sum(sale, "seatsSold") == 4 && sum(sale, "seatsCanceled") == 1);
        assertThat(sum(sale, "seatsHeld")).isEqualTo(2 + 3 + 1 + 2 + 1);
        assertThat(sum(sale, "seatsLapsed")).isEqualTo(2);
        assertThat(sum(sale, "revenue")).isEqualTo(200_000);
        assertThat(minutes(sale, 60).findValuesAsString("minute")).isSorted().allMatch(at -> at.endsWith(":00Z"));
    }

    /** O3: of every concert, or of one. */
    @Test
    void theFiguresAreOfAllConcertsUnlessOneIsNamed() {
        var one = Sale.plain(server);
        var other = Sale.plain(server);
        assertThat(organizer.get("/admin/sales").body().path("performances").findValuesAsString("concertId"))
                .contains(
                        Long.toString(one.show().concertId()),
                        Long.toString(other.show().concertId()));
        assertThat(organizer
                        .get("/admin/sales?concertId=" + one.show().concertId())
                        .body()
                        .path("performances"))
                .hasSize(1);
    }

    /** O3: page by page, and of each performance once, whatever is sold meanwhile. */
    @Test
    void theFiguresComeByCursor() {
        var concert = Stage.plain(server).concertId();
        for (int days = 1; days <= 4; days++) {
            var startsAt =
                    server.clock().instant().plus(Duration.ofDays(100 + days)).toString();
            organizer.post("/admin/concerts/" + concert + "/performances", Map.of("startsAt", startsAt));
        }
        var all = organizer.get("/admin/sales?concertId=" + concert).body();
        assertThat(all.path("performances")).hasSize(5);
        assertThat(all.path("nextCursor").isNull()).isTrue();

        var paged = new ArrayList<JsonNode>();
        var cursor = "";
        for (var size : List.of(2, 2, 1)) {
            var page = organizer
                    .get("/admin/sales?minutes=1&size=2&concertId=" + concert + cursor)
                    .body();
            assertThat(page.path("performances")).hasSize(size);
            page.path("performances").forEach(one -> paged.add(((ObjectNode) one).without("minutes")));
            assertThat(page.path("nextCursor").isNull()).isEqualTo(paged.size() == 5);
            cursor = "&cursor=" + page.path("nextCursor").asString("");
        }
        assertThat(paged).isEqualTo(all.path("performances").valueStream().toList());
        assertThat(paged).extracting(one -> one.path("date").asString()).isSortedAccordingTo(reverseOrder());
    }

    /** E3, invariant 7: its effect happens once. */
    @Test
    void anEventDeliveredTwiceIsCountedOnce() {
        var sale = Sale.plain(server);
        var sold = sold(sale, server.clock().instant());
        tell(sold.topic(), sold.key(), json(sold));
        await().atMost(SOON).until(() -> sum(sale, "seatsSold") == 2);
        tell(sold.topic(), sold.key(), "[\"no event of ours");
        tell(sold.topic(), sold.key(), json(sold));
        tell(sold.topic(), sold.key(), json(sold));
        var last = canceled(sale, server.clock().instant());
        tell(last.topic(), last.key(), json(last));
        await().atMost(SOON).until(() -> sum(sale, "seatsCanceled") == 1);
        assertThat(sum(sale, "seatsSold")).isEqualTo(2);
        assertThat(sum(sale, "revenue")).isEqualTo(100_000);

        server.bean(SalesCount.class).count(List.of(last, last, sold));
        assertThat(sum(sale, "seatsSold")).isEqualTo(2);
        assertThat(sum(sale, "seatsCanceled")).isEqualTo(1);
    }

    /** E3: several of one minute and of several, in one delivery. */
    @Test
    void everyEventGoesToItsOwnMinute() {
        var sale = Sale.plain(server);
        var now = server.clock().instant();
        var before = now.minus(3, ChronoUnit.MINUTES);
        server.bean(SalesCount.class)
                .count(List.of(sold(sale, before), lapsed(sale, before), sold(sale, now), sold(sale, now)));
        var minutes = minutes(sale, 60);
        assertThat(minutes).hasSize(2);
        assertThat(minutes.path(0).path("minute").asString())
                .isEqualTo(before.truncatedTo(ChronoUnit.MINUTES).toString());
        assertThat(minutes.path(0).path("seatsSold").asLong()).isEqualTo(2);
        assertThat(minutes.path(0).path("seatsLapsed").asLong()).isEqualTo(1);
        assertThat(minutes.path(1).path("seatsSold").asLong()).isEqualTo(4);
        assertThat(minutes(sale, 2)).hasSize(1);
    }

    /** E3: what was counted is forgotten in the end, and not counted again after that. */
    @Test
    void anEventThatMayHaveBeenForgottenIsNotCounted() {
        var sale = Sale.plain(server);
        var old = sold(sale, server.clock().instant().minus(50, ChronoUnit.MINUTES));
        server.bean(SalesCount.class).count(List.of(old));
        server.clock().advance(Duration.ofMinutes(61));
        server.bean(SalesConsumer.class).forget();
        assertThat(remembered(old)).isFalse();
        server.bean(SalesCount.class).count(List.of(old));
        assertThat(remembered(old)).isFalse();
        assertThat(sum(sale, "seatsSold")).isEqualTo(2);
    }

    /** E3: an event of a performance that is not here does not stop those behind it. */
    @Test
    void anUnknownPerformanceIsPassedOver() {
        var sale = Sale.plain(server);
        var now = server.clock().instant();
        var unknown = new HoldCanceled(
                UUID.randomUUID(), now, hold(), new ConcertId(1), new PerformanceId(999_999), fan(), List.of(1));
        server.bean(SalesCount.class).count(List.of(unknown, canceled(sale, now)));
        assertThat(sum(sale, "seatsCanceled")).isEqualTo(1);
    }

    /** O3, O4 */
    @ParameterizedTest
    @ValueSource(strings = {"/admin/sales", "/admin/sales?concertId=1", "/admin/reconciliation"})
    void fansSeeNoFigures(String path) {
        var refused = Fans.signUp(server).api().get(path);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("FORBIDDEN");
        assertThat(server.api().get(path).error()).isEqualTo("TOKEN_REQUIRED");
    }

    /** O3, Q6 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "concertId=1&minutes=0",
                "concertId=1&minutes=241",
                "concertId=1&minutes=x",
                "minutes=60",
                "size=0",
                "size=1001",
                "cursor=x",
                "concertId=x"
            })
    void wrongQuestionsAreRefused(String query) {
        var refused = organizer.get("/admin/sales?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("INVALID_REQUEST");
    }

    private static JsonNode figures(Sale sale) {
        return organizer
                .get("/admin/sales?concertId=" + sale.show().concertId())
                .body()
                .path("performances")
                .path(0);
    }

    private static JsonNode minutes(Sale sale, int last) {
        return organizer
                .get("/admin/sales?concertId=" + sale.show().concertId() + "&minutes=" + last)
                .body()
                .path("performances")
                .path(0)
                .path("minutes");
    }

    private static long sum(Sale sale, String figure) {
        return minutes(sale, 240)
                .valueStream()
                .mapToLong(minute -> minute.path(figure).asLong())
                .sum();
    }

    private static boolean remembered(Event event) {
        return server.jdbc()
                .sql("select exists (select from sales_event where event_id = :id)")
                .param("id", event.eventId())
                .query(Boolean.class)
                .single();
    }

    private static ReservationEvent sold(Sale sale, Instant at) {
        return new SeatsSold(
                UUID.randomUUID(), at, hold(), concert(sale), performance(sale), fan(), List.of(8, 9), 100_000);
    }

    private static ReservationEvent canceled(Sale sale, Instant at) {
        return new HoldCanceled(UUID.randomUUID(), at, hold(), concert(sale), performance(sale), fan(), List.of(7));
    }

    private static ReservationEvent lapsed(Sale sale, Instant at) {
        return new HoldLapsed(UUID.randomUUID(), at, hold(), concert(sale), performance(sale), fan(), List.of(6));
    }

    private static ReservationId hold() {
        return new ReservationId(UUID.randomUUID());
    }

    private static UserId fan() {
        return new UserId(UUID.randomUUID());
    }

    private static ConcertId concert(Sale sale) {
        return new ConcertId(sale.show().concertId());
    }

    private static PerformanceId performance(Sale sale) {
        return new PerformanceId(sale.show().performanceId());
    }

    private static String json(Event event) {
        return server.bean(JsonMapper.class).writeValueAsString(event);
    }

    @SuppressWarnings("unchecked") // the one template there is
    private static void tell(String topic, String key, String value) {
        KafkaTemplate<String, String> kafka = server.bean(KafkaTemplate.class);
        kafka.executeInTransaction(producer -> producer.send(topic, key, value).join());
    }
}
