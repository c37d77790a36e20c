package dev.frontrow.ticket;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many people are in already, as the doors are told. */
class AttendanceIntegrationTests {

    private final TestServer server = TestServer.shared();
    private final Api organizer = Fans.organizer(server).api();

    @Test
    void whoIsInIsCountedByPerformanceAndOfWhatIsPaidFor() {
        var sale = Sale.plain(server);
        assertAttendance(sale, 0, 0);
        var fan = sale.buys(1, 2);
        var refunded = sale.buys(3);
        sale.holds(4);
        letIn(fan, 1);
        letIn(refunded, 0);
        letIn(Sale.plain(server).buys(1), 0);
        assertAttendance(sale, 2, 3);
        set("REFUNDED", refunded);
        assertAttendance(sale, 1, 2);
        set("PAID", refunded); // the books of the shared server are to balance
    }

    @Test
    void itIsForOrganizersAndOfAPerformanceThatIsThere() {
        var path = "/admin/performances/" + Sale.plain(server).show().performanceId() + "/check-ins";
        assertRefusal(Fans.signUp(server).api().get(path), 403, "FORBIDDEN");
        assertRefusal(organizer.get("/admin/performances/999999999/check-ins"), 404, "PERFORMANCE_NOT_FOUND");
    }

    private void assertAttendance(Sale sale, int checkedIn, int sold) {
        var performance = sale.show().performanceId();
        var told = organizer
                .get("/admin/performances/" + performance + "/check-ins")
                .body();
        assertThat(told.propertyNames()).containsExactly("performanceId", "checkedIn", "sold");
        assertThat(told.path("performanceId").asLong()).isEqualTo(performance);
        assertThat(told.path("checkedIn").asInt()).isEqualTo(checkedIn);
        assertThat(told.path("sold").asInt()).isEqualTo(sold);
    }

    private void letIn(Fan fan, int ticket) {
        var code = fan.api()
                .get("/reservations/" + reservation(fan).path("reservationId").asString() + "/tickets")
                .body()
                .path("tickets")
                .path(ticket)
                .path("code")
                .asString();
        assertThat(organizer.post("/admin/check-ins", Map.of("code", code)).status())
                .isEqualTo(200);
    }

    private void set(String status, Fan fan) {
        server.jdbc()
                .sql("update reservation set status = :status where id = :id")
                .param("status", status)
                .param(
                        "id",
                        UUID.fromString(reservation(fan).path("reservationId").asString()))
                .update();
    }

    private static JsonNode reservation(Fan fan) {
        return fan.api().get("/reservations").body().path("reservations").path(0);
    }
}
