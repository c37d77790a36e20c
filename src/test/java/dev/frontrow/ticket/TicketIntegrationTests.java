package dev.frontrow.ticket;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Race;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tickets from the payment to the door. */
class TicketIntegrationTests {

    private static final int DOORS = 12;
    private static final int SIGNED_BYTES = 27;
    private static final int PIXELS = 4;

    private final TestServer server = TestServer.shared();
    private final Api organizer = Fans.organizer(server).api();

    @Test
    void everySeatOfAPaidReservationHasATicket() {
        var sale = Sale.plain(server);
        var fan = sale.buys(11, 12);
        var list = tickets(fan);
        assertThat(list.propertyNames())
                .containsExactly("reservationId", "concertId", "performanceId", "date", "tickets");
        assertThat(list.path("performanceId").asLong()).isEqualTo(sale.show().performanceId());
        assertThat(list.path("tickets").size()).isEqualTo(2);
        var second = list.path("tickets").path(1);
        assertThat(second.path("seatNumber").asInt()).isEqualTo(12);
        assertThat(second.path("section").asString()).isEqualTo("FLOOR");
        assertThat(second.path("row").asString()).isEqualTo("2");
        assertThat(second.path("checkedInAt").isNull()).isTrue();
        assertThat(second.path("code").asString()).hasSizeLessThan(200).matches("[A-Za-z0-9_-]+");
        assertThat(tickets(fan)).isEqualTo(list);
    }

    /** As a door does it that has lost its network. */
    @Test
    void aTicketCanBeCheckedWithThePublicKeyAlone() throws Exception {
        var key = server.api().get("/tickets/key").body();
        assertThat(key.path("kty").asString()).isEqualTo("OKP");
        assertThat(key.path("crv").asString()).isEqualTo("Ed25519");
        byte[] x = Base64.getUrlDecoder().decode(key.path("x").asString());
        boolean odd = (x[31] & 0x80) != 0;
        x[31] &= 0x7f;
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = x[31 - i];
        }
        var spec = new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
        byte[] code = Base64.getUrlDecoder().decode(code(Sale.plain(server).buys(1), 0));
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(spec));
        signature.update(code, 0, SIGNED_BYTES);
        assertThat(signature.verify(Arrays.copyOfRange(code, SIGNED_BYTES, code.length)))
                .isTrue();
    }

    @Test
    void onlyTheOwnerAndOrganizersSeeTickets() {
        var fan = Sale.plain(server).buys(1);
        var path = "/reservations/" + reservation(fan) + "/tickets";
        assertRefusal(Fans.signUp(server).api().get(path), 404, "RESERVATION_NOT_FOUND");
        assertRefusal(Fans.signUp(server).api().get(path + "/1/qr"), 404, "RESERVATION_NOT_FOUND");
        assertRefusal(server.api().get(path), 401, "TOKEN_REQUIRED");
        assertThat(organizer.get(path).body()).isEqualTo(tickets(fan));
        assertRefusal(fan.api().get("/reservations/" + UUID.randomUUID() + "/tickets"), 404, "RESERVATION_NOT_FOUND");
    }

    @Test
    void whatIsNotPaidHasNoTickets() {
        var fan = Sale.plain(server).holds(1);
        var path = "/reservations/" + reservation(fan) + "/tickets";
        assertRefusal(fan.api().get(path), 409, "RESERVATION_NOT_PAID");
        assertRefusal(fan.api().get(path + "/1/qr"), 409, "RESERVATION_NOT_PAID");
    }

    /** What is drawn is read again. */
    @Test
    void theQrCodeSaysWhatTheTicketSays() throws Exception {
        var fan = Sale.plain(server).buys(7);
        var drawn = get(fan, "/reservations/" + reservation(fan) + "/tickets/7/qr");
        assertThat(drawn.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(scanned(drawn.body())).isEqualTo(code(fan, 0));
        assertRefusal(fan.api().get("/reservations/" + reservation(fan) + "/tickets/8/qr"), 404, "TICKET_NOT_FOUND");
    }

    @Test
    void aTicketLetsInOnce() {
        var sale = Sale.plain(server);
        var fan = sale.buys(21, 22);
        var entered = checkIn(organizer, code(fan, 0));
        assertThat(entered.status()).as("%s", entered).isEqualTo(200);
        assertThat(entered.body().propertyNames())
                .containsExactly(
                        "status", "reservationId", "performanceId", "seatNumber", "section", "row", "checkedInAt");
        assertThat(entered.body().path("status").asString()).isEqualTo("valid");
        assertThat(entered.body().path("seatNumber").asInt()).isEqualTo(21);
        assertThat(entered.body().path("row").asString()).isEqualTo("3");
        var again = checkIn(organizer, code(fan, 0));
        assertRefusal(
                again,
                409,
                "TICKET_USED",
                "status",
                "reservationId",
                "performanceId",
                "seatNumber",
                "section",
                "row",
                "checkedInAt");
        assertThat(again.body().path("status").asString()).isEqualTo("used");
        assertThat(again.body().path("checkedInAt")).isEqualTo(entered.body().path("checkedInAt"));
        assertThat(tickets(fan).path("tickets").path(0).path("checkedInAt"))
                .isEqualTo(entered.body().path("checkedInAt"));
        assertThat(checkIn(organizer, code(fan, 1)).status()).isEqualTo(200);
        assertThat(audited(reservation(fan))).isEqualTo(2);
    }

    /** However many doors see one ticket at one instant. */
    @ParameterizedTest
    @EnumSource
    void ofManyDoorsOneLetsIn(Race.Instances instances) {
        var code = code(Sale.plain(server).buys(5), 0);
        var servers = instances.ofShared();
        var answers = Race.run(
                DOORS, i -> checkIn(new Api(Race.turn(servers, i).api().baseUrl(), organizer.token(), Map.of()), code));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.error().equals("TICKET_USED"));
    }

    @Test
    void aRefundedTicketLetsNobodyIn() {
        var fan = Sale.plain(server).buys(9);
        var code = code(fan, 0);
        var refund = "update reservation set status = '%s' where id = :id";
        set(refund.formatted("REFUNDED"), fan);
        var refused = checkIn(organizer, code);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.error()).isEqualTo("TICKET_REFUNDED");
        assertThat(refused.body().path("status").asString()).isEqualTo("refunded");
        assertRefusal(fan.api().get("/reservations/" + reservation(fan) + "/tickets"), 409, "RESERVATION_NOT_PAID");
        set(refund.formatted("PAID"), fan); // the books of the shared server are to balance
    }

    @Test
    void aTicketForAnotherEveningStaysUnused() {
        var sale = Sale.plain(server);
        var code = code(sale.buys(1), 0);
        var elsewhere = Map.<String, Object>of(
                "code", code, "performanceId", sale.show().performanceId() + 1);
        assertRefusal(
                organizer.post("/admin/check-ins", elsewhere), 409, "TICKET_FOR_OTHER_PERFORMANCE", "performanceId");
        var here = new HashMap<>(elsewhere);
        here.put("performanceId", sale.show().performanceId());
        assertThat(organizer.post("/admin/check-ins", here).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "ä", "'; drop table check_in"})
    void aForgedCodeIsRefused(String code) {
        assertRefusal(checkIn(organizer, code), 400, "TICKET_INVALID");
    }

    /** The same ticket, signed by a key that was made elsewhere. */
    @Test
    void aCodeOfAnotherServersKeyIsRefused(@TempDir Path elsewhere) {
        var sale = Sale.plain(server);
        var fan = sale.buys(1);
        var evening = new PerformanceId(sale.show().performanceId());
        var ticket = new Ticket(new ReservationId(reservation(fan)), evening, 1);
        var code = new TicketCodes(TicketKey.from(null, elsewhere)).write(ticket);
        assertThat(code).startsWith(code(fan, 0).substring(0, SIGNED_BYTES * 4 / 3));
        assertRefusal(checkIn(organizer, code), 400, "TICKET_INVALID");
    }

    @Test
    void aCodeThatWasChangedIsRefused() {
        var fan = Sale.plain(server).buys(1);
        byte[] code = Base64.getUrlDecoder().decode(code(fan, 0));
        code[26]++; // another seat
        assertRefusal(
                checkIn(organizer, Base64.getUrlEncoder().withoutPadding().encodeToString(code)),
                400,
                "TICKET_INVALID");
    }

    @Test
    void fansKeepNoDoor() {
        var fan = Sale.plain(server).buys(1);
        assertRefusal(checkIn(Fans.signUp(server).api(), code(fan, 0)), 403, "FORBIDDEN");
        assertRefusal(checkIn(server.api(), code(fan, 0)), 401, "TOKEN_REQUIRED");
        assertThat(tickets(fan).path("tickets").path(0).path("checkedInAt").isNull())
                .isTrue();
    }

    private static Api.Answer checkIn(Api door, String code) {
        return door.post("/admin/check-ins", Map.of("code", code));
    }

    private JsonNode tickets(Fan fan) {
        return ownApi(fan).get("/reservations/" + reservation(fan) + "/tickets").body();
    }

    private static Api ownApi(Fan fan) {
        return fan.api().as(fan.accessToken());
    }

    private String code(Fan fan, int which) {
        return tickets(fan).path("tickets").path(which).path("code").asString();
    }

    private UUID reservation(Fan fan) {
        return server.jdbc()
                .sql("select id from reservation where user_id = :user")
                .param("user", fan.userId())
                .query(UUID.class)
                .single();
    }

    private void set(String sql, Fan fan) {
        server.jdbc().sql(sql).param("id", reservation(fan)).update();
    }

    private long audited(UUID reservation) {
        return server.jdbc()
                .sql("select count(*) from audit_entry where act = 'ticket.check-in' and subject = :subject")
                .param("subject", reservation.toString())
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> get(Fan fan, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(fan.api().baseUrl() + path))
                            .header("Authorization", "Bearer " + fan.accessToken())
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** Paints the image's modules, a few pixels each; the reader need not look for them, which fails for some codes. */
    private static String scanned(String svg) throws Exception {
        var box = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int side = Integer.parseInt(box.group(1)) * PIXELS;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xffffff);
        Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1").matcher(svg).results().forEach(run -> {
            int left = Integer.parseInt(run.group(1)) * PIXELS;
            int top = Integer.parseInt(run.group(2)) * PIXELS;
            for (int y = top; y < top + PIXELS; y++) {
                Arrays.fill(pixels, y * side + left, y * side + left + Integer.parseInt(run.group(3)) * PIXELS, 0);
            }
        });
        var image = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader()
                .decode(image, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
