package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What fans read of concerts, dates and seats. */
class CatalogIntegrationTests {

    private final TestServer server = TestServer.shared();

    /** C1 */
    @Test
    void anybodySeesAConcertWithItsDatesPricesAndFreeSeats() {
        var show = Stage.with(server, Map.of("title", "  Night of strings ", "description", "Four of them"));

        var one = server.api().get("/concerts/" + show.concertId()).body();

        assertThat(one.path("concertId").asLong()).isEqualTo(show.concertId());
        assertThat(one.path("title").asString()).isEqualTo("Night of strings");
        assertThat(one.path("description").asString()).isEqualTo("Four of them");
        assertThat(one.path("venue").asString()).isEqualTo("Small hall");
        assertThat(one.path("availableDates").path(0).asString()).isEqualTo(show.date());
        assertThat(one.path("priceFrom").asLong()).isEqualTo(50_000);
        assertThat(one.path("priceTo").asLong()).isEqualTo(50_000);
        assertThat(one.path("remainingSeats").asLong()).isEqualTo(50);
        assertThat(one.path("ownWaitingRoom").asBoolean()).isFalse();
        assertThat(server.api().get("/concerts").body().path("concerts")).contains(one);
    }

    /** C2 */
    @Test
    void aDateIsListedWithItsSeats() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);

        var dates = fan.api().get("/seats/dates?concertId=" + show.concertId()).body();

        assertThat(dates.path("dates").path(0).asString()).isEqualTo(show.date());
        var performance = dates.path("performances").path(0);
        assertThat(performance.path("performanceId").asLong()).isEqualTo(show.performanceId());
        assertThat(performance.path("concertId").asLong()).isEqualTo(show.concertId());
        assertThat(performance.path("startsAt").asString())
                .isEqualTo(show.startsAt().toString());
        assertThat(performance.path("totalSeats").asInt()).isEqualTo(50);
        assertThat(performance.path("remainingSeats").asInt()).isEqualTo(50);
    }

    /** C3, C7 */
    @Test
    void aPlainPerformanceHasFiftySeatsNumberedFromOne() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);

        var seats = fan.api()
                .get("/seats/available?date=" + show.date() + "&concertId=" + show.concertId())
                .body();

        assertThat(seats.path("performanceId").asLong()).isEqualTo(show.performanceId());
        assertThat(seats.path("date").asString()).isEqualTo(show.date());
        assertThat(seats.path("availableSeats")).hasSize(50);
        assertThat(seats.path("availableSeats").path(0).asInt()).isEqualTo(1);
        assertThat(seats.path("availableSeats").path(49).asInt()).isEqualTo(50);
        assertThat(seats.path("remainingSeats").asInt()).isEqualTo(50);
    }
}
