package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C1, C2, O3: how many seats are left is added up, not counted. */
class SeatTalliesIntegrationTests {

    private static final int SEATS = 50;

    private final TestServer server = TestServer.shared();

    @Test
    void addingUpOnTwoInstancesWhileSeatsChangeLosesNoSeat() {
        var show = Stage.plain(server);
        var instances = List.of(server.bean(SeatTallies.class), server.second().bean(SeatTallies.class));

        Race.run(SEATS, number -> {
            change(show, number + 1, "CANCELED");
            instances.get(number % instances.size()).addUp();
            change(show, number + 1, number % 2 == 0 ? "AVAILABLE" : "CANCELED");
            return number;
        });

        Invariants.assertTallyIsRight(server, show.performanceId());
        server.bean(SeatTallies.class).addUp();
        assertThat(lines(show)).isEqualTo(1);
        Invariants.assertTallyIsRight(server, show.performanceId());
    }

    @Test
    void seatsThatAreTakenAwayAreNotCountedAnyMore() {
        var show = Stage.plain(server);

        server.jdbc()
                .sql("delete from seat where performance_id = :performance and number > 10")
                .param("performance", show.performanceId())
                .update();

        Invariants.assertTallyIsRight(server, show.performanceId());
    }

    private void change(Stage.Show show, int number, String status) {
        server.jdbc()
                .sql("update seat set status = :status where performance_id = :performance and number = :number")
                .param("status", status)
                .param("performance", show.performanceId())
                .param("number", number)
                .update();
    }

    private long lines(Stage.Show show) {
        return server.jdbc()
                .sql("select count(*) from seat_tally where performance_id = :performance")
                .param("performance", show.performanceId())
                .query(Long.class)
                .single();
    }
}
