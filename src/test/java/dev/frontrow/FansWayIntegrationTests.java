package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fan's whole way through the API, from the waiting room to the owned seat. */
class FansWayIntegrationTests {

    private final TestServer server = TestServer.shared();

    /** W1, C2, C3, H1, H10, P1, P2, M1, M5, O4: by seat numbers. */
    @Test
    void byDateAndSeatNumber() {
        var organizer = Fans.organizer(server);
        var show = Stage.plain(server);
        long concert = show.concertId();
        var fan = Fans.admitted(server);
        var api = fan.api();
        String user = fan.userId().toString();
        String date = show.date();

        var held = api.post("/seats/reserve", Map.of("userId", user, "date", date, "seat", 7, "concertId", concert));
        assertThat(held.status()).isEqualTo(201);
        assertThat(held.body().path("status").asString()).isEqualTo("reserved");
        assertThat(held.body().path("expiresIn").asLong()).isBetween(295L, 300L);

        var order = Map.of("userId", user, "date", date, "seat", 7, "concertId", concert);
        assertThat(api.post("/seats/payment", order).error()).isEqualTo("INSUFFICIENT_BALANCE");
        var charged = api.post("/users/" + user + "/balance/charge", Map.of("amount", 100_000));
        assertThat(charged.body().path("newBalance").asLong()).isEqualTo(100_000);

        var paid = api.with("Idempotency-Key", "once").post("/seats/payment", order);
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.body().path("status").asString()).isEqualTo("paid");
        var replayed = api.with("Idempotency-Key", "once").post("/seats/payment", order);
        assertThat(replayed.envelope()).isEqualTo(paid.envelope());
        assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(api.post("/seats/payment", order).error()).isEqualTo("ALREADY_PAID");

        var listed = api.get("/concerts/" + concert + "/reservations?userId=" + user);
        assertThat(listed.body().path("reservations").path(0).path("status").asString())
                .isEqualTo("paid");
        assertThat(api.get("/seats/dates").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
        var books = organizer.api().get("/admin/reconciliation").body();
        assertThat(books.path("seatsSoldTwice").asLong()).isZero();
        assertThat(books.path("walletsOutOfBalance").asLong()).isZero();
        assertThat(books.path("revenueMismatch").asLong()).isZero();
    }
}
