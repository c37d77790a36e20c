package dev.frontrow.reservation;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holding seats that the server chooses, answered as H1 is. */
class BestSeatsIntegrationTests {

    private static final int RIVALS = 24;

    private final TestServer server = TestServer.shared();

    /** H1, H5 */
    @Test
    void theBestSeatsAreHeldAndAnsweredLikeNamedOnes() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        var held = best(fan.api(), fan, show, Map.of("count", 2));
        assertThat(held.status()).as("%s", held).isEqualTo(201);
        var body = held.body();
        assertThat(body.propertyNames())
                .containsExactly(
                        "status", "reservationId", "seatNumber", "seatNumbers", "amount", "expiresIn", "expiresAt");
        assertThat(body.path("status").asString()).isEqualTo("reserved");
        assertThat(numbers(body)).containsExactly(5, 6);
        assertThat(body.path("seatNumber").asInt()).isEqualTo(5);
        assertThat(body.path("amount").asLong()).isEqualTo(100_000);
        assertThat(server.seatStatus(show.performanceId(), 5)).isEqualTo("HELD");
        assertRefusal(best(fan.api(), fan, show, Map.of("count", 3)), 409, "SEAT_LIMIT_EXCEEDED");
        assertRefusal(best(fan.api(), fan, show, Map.of("count", 5)), 409, "SEAT_LIMIT_EXCEEDED");
    }

    @Test
    void priceAndSectionAreHeeded() {
        var show = Stage.with(
                server,
                Map.of(),
                Map.of(
                        "sections",
                        List.of(
                                Map.of("name", "R", "rows", 1, "seatsPerRow", 4, "price", 90_000),
                                Map.of("name", "S", "rows", 1, "seatsPerRow", 4, "price", 60_000),
                                Map.of("name", "A", "rows", 1, "seatsPerRow", 4, "price", 30_000))));
        var fan = Fans.admitted(server);
        assertThat(numbers(best(fan.api(), fan, show, Map.of("count", 2, "maxPrice", 60_000))
                        .body()))
                .containsExactly(5, 6);
        assertThat(numbers(best(fan.api(), fan, show, Map.of("count", 2, "section", "A"))
                        .body()))
                .containsExactly(9, 10);
        var other = Fans.admitted(server);
        assertRefusal(best(other.api(), other, show, Map.of("count", 2, "maxPrice", 29_999)), 409, "NO_ADJACENT_SEATS");
        assertRefusal(best(other.api(), other, show, Map.of("count", 1, "section", "Z")), 409, "NO_ADJACENT_SEATS");
        assertRefusal(best(other.api(), other, show, Map.of("count", 3, "section", "A")), 409, "NO_ADJACENT_SEATS");
    }

    /** Q6 */
    @ParameterizedTest
    @ValueSource(strings = {"\"count\":0", "\"count\":101", "\"count\":null", "\"count\":1,\"maxPrice\":-1", "\"n\":1"})
    void nonsenseIsRefused(String members) {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        var body = "{\"userId\":\"%s\",\"performanceId\":%d,%s}".formatted(fan.userId(), show.performanceId(), members);
        var refused = fan.api().post("/seats/best", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("INVALID_REQUEST");
    }

    /** W10: behind the gate, and for oneself. */
    @Test
    void itStandsBehindTheGate() {
        var show = Stage.plain(server);
        var fan = Fans.signUp(server);
        assertRefusal(best(server.api(), fan, show, Map.of("count", 1)), 401, "QUEUE_TOKEN_REQUIRED");
        assertRefusal(best(fan.api(), fan, show, Map.of("count", 1)), 401, "QUEUE_TOKEN_REQUIRED");
        var other = Fans.admitted(server);
        assertRefusal(best(other.api(), fan, show, Map.of("count", 1)), 403, "FORBIDDEN");
        var elsewhere = new Stage.Show(show.concertId(), 1L << 40, show.date(), show.startsAt());
        assertRefusal(best(other.api(), other, elsewhere, Map.of("count", 1)), 404, "PERFORMANCE_NOT_FOUND");
    }

    @Test
    void beforeTheSaleThereIsNothingToChoose() {
        var show = Stage.with(
                server,
                Map.of(),
                Map.of("onSaleAt", server.clock().instant().plusSeconds(3_600).toString()));
        var fan = Fans.admitted(server);
        assertRefusal(best(fan.api(), fan, show, Map.of("count", 1)), 409, "NOT_ON_SALE");
    }

    /** H3: 24 fans want pairs at one instant, and there are 24. */
    @ParameterizedTest
    @EnumSource
    void everybodyInARaceGetsAPairOfTheirOwn(Race.Instances instances) {
        var show = Stage.with(server, Map.of(), Map.of("seats", 2 * RIVALS + 2));
        var fans = Fans.admitted(server, RIVALS);
        var servers = instances.ofShared();
        var answers = Race.run(
                RIVALS, i -> best(fans.get(i).at(Race.turn(servers, i)), fans.get(i), show, Map.of("count", 2)));
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().flatMap(answer -> numbers(answer.body()).stream()))
                .doesNotHaveDuplicates()
                .hasSize(2 * RIVALS);
        Invariants.assertKept(server, show.performanceId());
    }

    /** H3: more fans than seats. */
    @Test
    void inARaceForTooFewSeatsNoneIsLeft() {
        var show = Stage.with(server, Map.of(), Map.of("seats", RIVALS / 2));
        var fans = Fans.admitted(server, RIVALS);
        var answers = Race.run(RIVALS, i -> best(fans.get(i).api(), fans.get(i), show, Map.of("count", 1)));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(RIVALS / 2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.error().equals("NO_ADJACENT_SEATS")
                        || answer.error().equals("SEAT_ALREADY_RESERVED"));
        Invariants.assertKept(server, show.performanceId());
    }

    private static Api.Answer best(Api api, Fan fan, Stage.Show show, Map<String, Object> wish) {
        var body = new HashMap<String, Object>(wish);
        body.put("userId", fan.userId());
        body.put("performanceId", show.performanceId());
        return api.post("/seats/best", body);
    }

    private static List<Integer> numbers(JsonNode held) {
        return Stream.of(held.path("seatNumbers"))
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asInt)
                .toList();
    }
}
