package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** C7, O1 */
class DemoConcertsIntegrationTests {

    @Test
    void aFirstStartPublishesThreeConcertsOnce() {
        var server = TestServer.start("--frontrow.demo=true");
        try {
            server.bean(DemoConcerts.class).run(new DefaultApplicationArguments());

            var concerts = server.api().get("/concerts").body().path("concerts");
            assertThat(concerts).hasSize(3);
            assertThat(concerts)
                    .extracting(concert -> concert.path("remainingSeats").asInt())
                    .containsExactly(500, 1_200, 100);
            assertThat(concerts)
                    .extracting(concert -> concert.path("ownWaitingRoom").asBoolean())
                    .containsExactly(true, false, false);
            assertThat(concerts.path(1).path("priceFrom").asLong()).isEqualTo(77_000);
            assertThat(concerts.path(1).path("priceTo").asLong()).isEqualTo(150_000);
            assertThat(concerts.path(2).path("availableDates")).hasSize(2);
        } finally {
            server.stop();
        }
    }
}
