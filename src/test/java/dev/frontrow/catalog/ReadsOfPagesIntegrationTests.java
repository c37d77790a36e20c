package dev.frontrow.catalog;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reads that pages and their like need: all dates of a concert, and the states of seats alone. */
class ReadsOfPagesIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();

    @Test
    void everybodySeesWhenAConcertIsOnSaleAndWhatIsLeft() {
        var onSaleAt = "2026-01-01T00:00:00Z";
        var show = Stage.with(server, Map.of(), Map.of("seats", 6, "price", 7_000, "onSaleAt", onSaleAt));
        var answer = server.api().get("/concerts/" + show.concertId() + "/performances");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("timeZone").asString()).isEqualTo("Asia/Seoul");
        var performance = answer.body().path("performances").path(0);
        assertThat(performance.path("performanceId").asLong()).isEqualTo(show.performanceId());
        assertThat(performance.path("onSaleAt").asString()).isEqualTo(onSaleAt);
        assertThat(performance.path("totalSeats").asInt()).isEqualTo(6);
        assertThat(performance.path("remainingSeats").asInt()).isEqualTo(6);
        assertRefusal(server.api().get("/concerts/999999999/performances"), 404, "CONCERT_NOT_FOUND");
    }

    /** C4, C6 */
    @Test
    void theStatesOfSeatsAreOneLetterEachAndComeOnceUntilOneChanges() {
        var show = Stage.with(server, Map.of(), Map.of("seats", 5));
        var path = "/performances/" + show.performanceId() + "/seats/states";
        var fan = Fans.admitted(server);
        var before = fan.api().get(path);
        assertThat(before.body().path("states").asString()).isEqualTo("AAAAA");
        var tag = before.headers().firstValue("ETag").orElseThrow();
        assertThat(fan.api().with("If-None-Match", tag).get(path).status()).isEqualTo(304);
        assertThat(new Buyer(fan, show).hold(2).status()).isEqualTo(201);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                fan.api().get(path).body().path("states").asString())
                        .isEqualTo("AHAAA"));
        assertRefusal(server.api().get(path), 401, "QUEUE_TOKEN_REQUIRED");
    }
}
