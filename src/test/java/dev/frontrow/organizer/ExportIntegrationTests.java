package dev.frontrow.organizer;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A concert's reservations and payments as a spreadsheet gets them. */
class ExportIntegrationTests {

    private static final int MORE_THAN_A_BATCH = 2_500;

    private final TestServer server = TestServer.shared();

    @Test
    void reservationsAreExportedLineByLine() throws Exception {
        var sale = Sale.plain(server);
        var holder = sale.holds(1, 2);
        var buyer = sale.buys(10);
        rename(buyer, "=cmd|' /C calc'!A0");
        var answer = export(sale, "reservations");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"concert-" + sale.show().concertId() + "-reservations.csv\"");
        var lines = answer.body().split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .isEqualTo("\uFEFFreservation_id,performance_id,date,user_id,username,email,seats,amount,status,"
                        + "held_at,expires_at,ended_at");
        assertThat(lines[1])
                .contains(",%d,%s,%s,"
                        .formatted(sale.show().performanceId(), sale.show().date(), holder.userId()))
                .contains("," + holder.email() + ",1 2,100000,held,")
                .endsWith(",");
        assertThat(lines[2]).contains(",\"'=cmd|' /C calc'!A0\",").contains(",10,50000,paid,");
    }

    @Test
    void paymentsAreExportedLineByLine() throws Exception {
        var sale = Sale.plain(server);
        var buyer = sale.buys(10, 11);
        sale.holds(1);
        var lines = export(sale, "payments").body().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .isEqualTo("\uFEFFpayment_id,reservation_id,performance_id,date,user_id,username,email,seats,amount,"
                        + "status,paid_at");
        assertThat(lines[1])
                .contains("," + buyer.email() + ",10 11,100000,paid,")
                .matches(".*Z");
    }

    @Test
    void aLongExportIsWhole() throws Exception {
        var sale = Sale.plain(server);
        var fan = Fans.signUp(server);
        server.jdbc()
                .sql("""
                        insert into reservation
                               (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at,
                                ended_at)
                        select gen_random_uuid(), :performance, :concert, :user, array[1], 1, 'CANCELED', now(), now(),
                               now()
                          from generate_series(1, :rows)
                        """)
                .param("performance", sale.show().performanceId())
                .param("concert", sale.show().concertId())
                .param("user", fan.userId())
                .param("rows", MORE_THAN_A_BATCH)
                .update();
        var lines = export(sale, "reservations").body().split("\r\n");
        assertThat(lines).hasSize(MORE_THAN_A_BATCH + 1);
        assertThat(List.of(lines)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservations", "payments"})
    void exportsAreForOrganizers(String what) {
        var sale = Sale.plain(server);
        var path = "/admin/concerts/" + sale.show().concertId() + "/" + what + ".csv";
        assertRefusal(Fans.signUp(server).api().get(path), 403, "FORBIDDEN");
        assertRefusal(server.api().get(path), 401, "TOKEN_REQUIRED");
        assertRefusal(
                Fans.organizer(server).api().get("/admin/concerts/" + (1L << 40) + "/" + what + ".csv"),
                404,
                "CONCERT_NOT_FOUND");
        assertRefusal(
                Fans.organizer(server).api().get("/admin/concerts/x/" + what + ".csv"),
                400,
                "INVALID_REQUEST",
                "fields");
    }

    private void rename(Fan fan, String username) {
        server.jdbc()
                .sql("update users set username = :username where id = :id")
                .param("username", username)
                .param("id", UUID.fromString(fan.userId().toString()))
                .update();
    }

    private HttpResponse<String> export(Sale sale, String what) throws Exception {
        var organizer = Fans.organizer(server);
        try (var http = HttpClient.newHttpClient()) {
            var address =
                    organizer.api().baseUrl() + "/admin/concerts/" + sale.show().concertId() + "/" + what + ".csv";
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + organizer.accessToken())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
