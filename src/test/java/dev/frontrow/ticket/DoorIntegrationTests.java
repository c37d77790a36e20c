package dev.frontrow.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Seats;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.UserId;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Invariant 10: a door waits for a hall's layout that somebody else reads without keeping the connection for that. */
class DoorIntegrationTests {

    private static final EnumSet<Thread.State> WAITS =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

    @Test
    void aDoorDoesNotKeepTheConnectionThatTheHallsLayoutIsReadWith() throws Exception {
        var server = TestServer.start(
                "--spring.datasource.hikari.maximum-pool-size=1", "--spring.datasource.hikari.connection-timeout=5000");
        try {
            var sale = Sale.plain(server);
            var bought = sale.buys(1).api().get("/reservations").body().path("reservations");
            var performance = new PerformanceId(sale.show().performanceId());
            var reservation =
                    UUID.fromString(bought.path(0).path("reservationId").asString());
            var code = server.bean(TicketCodes.class).write(new Ticket(new ReservationId(reservation), performance, 1));
            var organizer = new UserId(Fans.organizer(server).userId());
            var door = new FutureTask<>(() -> server.bean(CheckIns.class).letIn(code, null, organizer));
            var map = new FutureTask<>(() -> server.bean(Seats.class).row(performance, 1));
            whileTheConnectionIsTaken(server, door, map); // who came first is served first
            assertThat(map.get()).isPresent();
            assertThat(door.get().status()).isEqualTo("valid");
        } finally {
            server.stop();
        }
    }

    private static void whileTheConnectionIsTaken(TestServer server, Runnable... callers) throws SQLException {
        try (var _ = server.bean(DataSource.class).getConnection()) {
            for (var caller : callers) {
                var thread = Thread.ofPlatform().start(caller);
                await().until(() -> WAITS.contains(thread.getState()));
            }
        }
    }
}
