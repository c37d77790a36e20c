package dev.frontrow.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Meters;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** O3: the seats on sale are seen in the metrics. */
class SeatGaugesIntegrationTests {

    private static final int MOST_PERFORMANCES = 20;

    private final TestServer server = TestServer.shared();

    @Test
    void theSeatsOfThoseOnSaleAreShownByTheirState() {
        var sale = Sale.plain(server);
        var comes = Stage.with(
                server,
                Map.of(),
                Map.of("onSaleAt", server.clock().instant().plusSeconds(3_600).toString()));
        sale.buys(1, 2);
        sale.holds(3);
        sale.cancels(sale.holds(4), 4);

        server.bean(SeatGauges.class).count();

        assertThat(seats(sale.show(), "available")).isEqualTo(46);
        assertThat(seats(sale.show(), "held")).isEqualTo(1);
        assertThat(seats(sale.show(), "reserved")).isEqualTo(2);
        assertThat(seats(sale.show(), "canceled")).isEqualTo(1);
        assertThat(Meters.of(server).values("frontrow.seats", "performance"))
                .doesNotContain(Long.toString(comes.performanceId()))
                .hasSizeLessThanOrEqualTo(MOST_PERFORMANCES);
    }

    private double seats(Stage.Show show, String state) {
        return Meters.of(server)
                .of("frontrow.seats", "performance", Long.toString(show.performanceId()), "state", state);
    }
}
