package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage.Show;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Which token opens which of the booking calls, and for whom (W4, W10, W11, W14). */
class BookingRightsIntegrationTests {

    private static final int ENOUGH_FOR_A_RATE = 5;

    private final TestServer server = TestServer.shared();
    private final Show show = Stage.plain(server);

    /** W10: a live hold proves the admission. */
    @Test
    void payingNeedsOnlyToKnowWhoCalls() {
        var fan = Fans.admitted(server);
        hold(fan, 1);
        hold(fan, 2);
        assertThat(fan.api().delete("/token").status()).isEqualTo(200);
        assertThat(fan.api().get("/seats/dates").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
        assertThat(fan.api()
                        .post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 100_000))
                        .status())
                .isEqualTo(200);
        assertThat(fan.api().post("/seats/payment", order(fan, 1)).status()).isEqualTo(200);
        var logged = fan.api().as(fan.accessToken());
        assertThat(logged.post("/seats/payment", order(fan, 2)).status()).isEqualTo(200);
        assertThat(server.api().post("/seats/payment", order(fan, 2)).error()).isEqualTo("TOKEN_REQUIRED");
    }

    /** W14: on whichever instance, however well that one knew the token a moment ago. */
    @Test
    void aTokenThatHasPaidTakesNoMoreSeatsAnywhere() {
        var fan = Fans.admitted(server);
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 50_000));
        hold(fan, 5);
        var elsewhere =
                server.second().api().as(Objects.requireNonNull(fan.api().token()));
        assertThat(elsewhere.get("/seats/dates").status()).isEqualTo(200);
        assertThat(fan.api().post("/seats/payment", order(fan, 5)).status()).isEqualTo(200);
        assertThat(elsewhere.post("/seats/reserve", order(fan, 6)).error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W10 */
    @Test
    void cancelingNeedsOnlyToKnowWhoCalls() {
        var fan = Fans.admitted(server);
        hold(fan, 3);
        hold(fan, 4);
        fan.api().delete("/token");
        assertThat(fan.api().send("DELETE", "/seats/cancel", order(fan, 3)).status())
                .isEqualTo(200);
        var logged = fan.api().as(fan.accessToken());
        assertThat(logged.send("DELETE", "/seats/cancel", order(fan, 4)).status())
                .isEqualTo(200);
        assertThat(server.api().send("DELETE", "/seats/cancel", order(fan, 4)).error())
                .isEqualTo("TOKEN_REQUIRED");
    }

    /** W14: whoever presents a token acts as its user, and as nobody else. */
    @Test
    void aQueueTokenActsAsItsUserAlone() {
        var kim = Fans.admitted(server);
        var lee = Fans.admitted(server);
        hold(lee, 5);
        for (var refused : List.of(
                kim.api().post("/seats/reserve", order(lee, 6)),
                kim.api().post("/seats/payment", order(lee, 5)),
                kim.api().send("DELETE", "/seats/cancel", order(lee, 5)),
                kim.api().get("/users/" + lee.userId() + "/balance"),
                kim.api().get("/reservations?userId=" + lee.userId()))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.error()).isEqualTo("FORBIDDEN");
        }
    }

    /** W11, W14, W2: by a payment through the API; then a new place. */
    @Test
    void aPaymentUsesTheTokenUp() {
        var fan = Fans.admitted(server);
        hold(fan, 7);
        fan.api().post("/points/users/" + fan.userId() + "/charge", Map.of("amount", 50_000));
        assertThat(fan.api().post("/seats/payment", order(fan, 7)).status()).isEqualTo(200);
        for (var path : List.of("/seats/dates", "/token")) {
            assertThat(fan.api().get(path).status()).isEqualTo(401);
            assertThat(fan.api().get(path).error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
        }
        assertThat(validate(fan.api().token()).error()).isEqualTo("TOKEN_EXPIRED");
        var again = Fans.admit(fan, null);
        assertThat(again.api().token()).isNotEqualTo(fan.api().token());
        assertThat(again.api().get("/seats/dates").status()).isEqualTo(200);
    }

    /** W1, W4, W10: all times are in seconds or instants, and estimated once a rate was seen. */
    @Test
    void whoWaitsIsToldHowLong() {
        var own = Stage.with(server, Map.of("ownWaitingRoom", true));
        var room = "/admin/waiting-rooms/" + own.concertId();
        var organizer = Fans.organizer(server).api();
        assertThat(organizer.put(room, Map.of("capacity", ENOUGH_FOR_A_RATE)).status())
                .isEqualTo(200);
        var inside = Stream.generate(() -> Fans.admit(Fans.signUp(server), own.concertId()))
                .limit(ENOUGH_FOR_A_RATE)
                .toList()
                .getLast();
        var waiting = Fans.signUp(server);
        var body = Map.of("userId", waiting.userId(), "concertId", own.concertId());
        await().until(() -> waiting.api()
                .post("/token", body)
                .body()
                .path("estimatedWaitTime")
                .isIntegralNumber());
        var place = waiting.api().post("/token", body).body();
        assertThat(place.path("queuePosition").asLong()).isEqualTo(1);
        assertThat(Instant.parse(place.path("availableAt").asString())).isAfter(Instant.EPOCH);
        assertThat(validate(place.path("token").asString())
                        .body()
                        .path("waitingTime")
                        .isIntegralNumber())
                .isTrue();
        var refused = waiting.api().as(place.path("token").asString()).get("/seats/dates");
        assertThat(refused.error()).isEqualTo("QUEUE_WAITING");
        assertThat(refused.body().path("estimatedWaitTime").isIntegralNumber()).isTrue();
        assertThat(inside.api().get("/seats/dates").status()).isEqualTo(200);
    }

    /** W10: {@code frontrow.waiting-room.scope=all}, through the API. */
    @Test
    void theWiderGateKeepsEveryOtherCallBehindIt() {
        var closed = TestServer.start("--frontrow.waiting-room.scope=all");
        try {
            var fan = Fans.signUp(closed);
            var points = "/points/users/" + fan.userId();
            for (var path : List.of("/concerts", points)) {
                assertThat(refusal(closed, path, null)).isEqualTo("QUEUE_TOKEN_REQUIRED");
                assertThat(refusal(closed, path, fan.accessToken())).isEqualTo("QUEUE_TOKEN_REQUIRED");
            }
            var admitted = Fans.admit(fan, null).api().token();
            assertThat(refusal(closed, "/concerts", admitted)).isEmpty();
            assertThat(refusal(closed, points, admitted)).isEmpty();
            assertThat(refusalsDescribed(closed, "/api/v1/concerts", "get")).contains("QUEUE_WAITING");
            assertThat(refusalsDescribed(closed, "/api/v1/points/users/{userId}", "get"))
                    .contains("QUEUE_WAITING");
            assertThat(refusalsDescribed(closed, "/api/v1/token", "post")).doesNotContain("QUEUE_WAITING");
        } finally {
            closed.stop();
        }
    }

    /** Q5: what the description says of an operation, as this server is configured. */
    private static String refusalsDescribed(TestServer server, String path, String method) {
        var description = RestClient.create(server.api().baseUrl())
                .get()
                .uri(at -> at.replacePath("/v3/api-docs").build())
                .retrieve()
                .body(JsonNode.class);
        var operation =
                Objects.requireNonNull(description).path("paths").path(path).path(method);
        assertThat(operation.path("security").isEmpty()).isFalse();
        return operation.path("responses").toString();
    }

    /** The description of another server, which {@link Api} compares with, knows nothing of the wider gate. */
    private static String refusal(TestServer server, String path, @Nullable String token) {
        return RestClient.create(server.api().baseUrl() + path)
                .get()
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange((request, answer) -> Objects.requireNonNull(answer.bodyTo(JsonNode.class))
                        .path("body")
                        .path("error")
                        .asString(""));
    }

    private void hold(Fan fan, int seat) {
        assertThat(fan.api().post("/seats/reserve", order(fan, seat)).status()).isEqualTo(201);
    }

    private Api.Answer validate(@Nullable String token) {
        return server.api().get("/reservations/token/validation?reservationToken=" + token);
    }

    private Map<String, Object> order(Fan fan, int seat) {
        var order = new HashMap<String, Object>();
        order.put("userId", fan.userId());
        order.put("date", show.date());
        order.put("seat", seat);
        order.put("concertId", show.concertId());
        return order;
    }
}
