package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What organizers see of concerts and halls, and fans do not. */
class OrganizersCatalogIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final Api organizer = Fans.organizer(server).api();
    private final Api fan = Fans.signUp(server).api();

    /** O1: what has no date yet as well. */
    @Test
    void organizersSeeEveryConcert() {
        var announced = Stage.publish(server, Map.of("title", "Some day", "venue", "Hall", "reopen", "IMMEDIATELY"));
        var id = announced.path("concertId").asLong();

        assertThat(organizer.get("/admin/concerts").body().path("concerts")).contains(announced);
        assertThat(server.api().get("/concerts").body().path("concerts"))
                .noneMatch(concert -> concert.path("concertId").asLong() == id);
        assertThat(fan.get("/admin/concerts").error()).isEqualTo("FORBIDDEN");
    }

    /** O3: the rows once, a letter for each seat, and 304 while nothing changes. */
    @Test
    void theHallIsShownWithoutAQueue() {
        var sections = List.of(Map.of("name", "R", "rows", 2, "seatsPerRow", 3, "price", 900));
        var show = Stage.with(server, Map.of(), Map.of("sections", sections));
        new Sale(server, show).holds(2);
        var path = "/admin/performances/" + show.performanceId() + "/hall";

        await().atMost(SOON)
                .until(() ->
                        organizer.get(path).body().path("states").asString().equals("AHAAAA"));
        var answer = organizer.get(path);
        assertThat(answer.body().path("rows")).hasSize(2);
        var row = answer.body().path("rows").path(1);
        assertThat(row.path("section").asString()).isEqualTo("R");
        assertThat(row.path("price").asLong()).isEqualTo(900);
        assertThat(row.path("first").asInt()).isEqualTo(4);
        assertThat(row.path("seats").asInt()).isEqualTo(3);
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(organizer.with("If-None-Match", tag).get(path).status()).isEqualTo(304);
        assertThat(fan.get(path).error()).isEqualTo("FORBIDDEN");
    }
}
