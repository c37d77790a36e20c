package dev.frontrow.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Race;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Invariant 10: doors open on a server that has to read the halls' layouts first, with one connection. */
class DoorIntegrationTests {

    private static final int HALLS = 12;
    private static final int WHO_COME_AT_ONCE = 4;
    private static final long IN_TIME_MS = 8_000;

    @Test
    void aDoorDoesNotKeepTheConnectionThatTheHallsLayoutIsReadWith() {
        var server = TestServer.start(
                "--spring.datasource.hikari.maximum-pool-size=1",
                "--spring.datasource.hikari.connection-timeout=10000"); // a busy machine is no offence
        try {
            var organizer = Fans.organizer(server).api();
            var codes = server.bean(TicketCodes.class);
            var sales = Stream.generate(() -> Sale.plain(server)).limit(HALLS).toList();
            var tickets = sales.stream()
                    .map(sale -> {
                        var bought = sale.buys(1).api().get("/reservations").body();
                        var id = bought.path("reservations").path(0).path("reservationId");
                        return codes.write(new Ticket(
                                new ReservationId(UUID.fromString(id.asString())),
                                new PerformanceId(sale.show().performanceId()),
                                1));
                    })
                    .toList();
            var answers = Race.run(HALLS * WHO_COME_AT_ONCE, who -> {
                int hall = who / WHO_COME_AT_ONCE;
                var begun = System.nanoTime();
                var answer = who % WHO_COME_AT_ONCE == 0
                        ? organizer.post("/admin/check-ins", Map.of("code", tickets.get(hall)))
                        : organizer.get(
                                "/admin/performances/" + sales.get(hall).show().performanceId() + "/hall");
                return answer.status() + (System.nanoTime() - begun > IN_TIME_MS * 1_000_000 ? " late" : "");
            });
            assertThat(answers).containsOnly("200");
        } finally {
            server.stop();
        }
    }
}
