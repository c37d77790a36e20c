package dev.frontrow.waitingroom;

import static dev.frontrow.waitingroom.Opening.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import dev.frontrow.waitingroom.Opening.Early;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** W15: what a room publishes before the draw and after, and what it keeps to itself. */
@ExtendWith(OutputCaptureExtension.class)
class PublishedDrawIntegrationTests {

    private static final int FANS = 24;
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final Opening opening = Opening.ahead();
    private final TestRoom room = opening.room();
    private final TestServer server = opening.server();
    private final TestServer second = opening.second();
    private final List<Fan> people = opening.people();

    @Test
    void theOrderOfAdmissionIsTheOneThatEverybodyCanCompute(CapturedOutput output) throws Exception {
        var commitment = opening.state(second).path("draw").path("commitment").asString();
        assertThat(commitment).hasSize(64);
        var early = opening.joined(FANS);
        var said = saidBefore(early, commitment) + output;

        opening.open();
        var late = opening.joined(people.subList(FANS, FANS + 3));
        opening.awaitDrawn();

        var draw = opening.state(server).path("draw");
        assertThat(opening.state(second).path("draw")).isEqualTo(draw);
        assertThat(draw.path("commitment").asString()).isEqualTo(commitment);
        assertThat(draw.path("participants").asInt()).isEqualTo(FANS);
        assertThat(draw.path("rule").asString()).isEqualTo("frontrow-draw-1");
        var seed = draw.path("seed").asString();
        assertThat(new Draw(HexFormat.of().parseHex(seed)).commitment()).isEqualTo(commitment);
        assertThat(said).doesNotContainIgnoringCase(seed);

        var inOrder = Opening.sorted(early, opening.published());
        assertThat(inOrder).isNotEqualTo(early);
        inOrder.addAll(late);
        assertThat(inOrder)
                .extracting(one ->
                        one.api().get("/token").body().path("queuePosition").asLong())
                .isEqualTo(LongStream.range(0, inOrder.size()).boxed().toList());
        opening.areAdmittedIn(inOrder);
        assertThat(output.getOut().lines().filter(line -> line.contains("drawn")))
                .as("drawn once")
                .singleElement()
                .asString()
                .contains("participants=\"" + FANS);
    }

    /** Everything that anybody, the organizer and the operator included, is told before the opening. */
    private String saidBefore(List<Early> early, String commitment) throws Exception {
        var said = new StringBuilder();
        for (var one : early) {
            var told = one.api().get("/token");
            said.append(told.envelope()).append(told.headers().map());
            assertThat(told.body().path("status").asString()).isEqualTo("WAITING");
            assertThat(told.body().path("queuePosition").asInt()).isEqualTo(FANS);
            assertThat(told.body().path("availableAt").asString())
                    .isEqualTo(opening.opensAt().toString());
            assertThat(Instant.parse(told.body().path("expiresAt").asString()))
                    .isBetween(
                            opening.opensAt().plus(TOKEN_LIFE).minusSeconds(60),
                            opening.opensAt().plus(TOKEN_LIFE));
            assertThat(one.api().get("/seats/dates").error()).isEqualTo("QUEUE_WAITING");
        }
        for (var instance : List.of(server, second)) {
            await().atMost(SOON)
                    .until(() -> opening.state(instance).path("issued").asInt() == FANS);
            var before = opening.state(instance);
            assertThat(before.path("state").asString()).isEqualTo("DRAWING");
            assertThat(before.path("draw").path("commitment").asString()).isEqualTo(commitment);
            assertThat(before.path("draw").path("seed").isNull()).isTrue();
            assertThat(before.path("draw").path("participants").isNull()).isTrue();
            said.append(before)
                    .append(room.organizer()
                            .get("/admin/waiting-rooms/" + room.id())
                            .envelope())
                    .append(metrics(instance));
        }
        return said.toString();
    }

    /** With nothing from the server but what it published, and a script that knows nothing of the server. */
    @Test
    void theScriptTellsEverybodyTheirRank() throws Exception {
        var early = new ArrayList<>(opening.joined(1));
        assertThat(early.getFirst()
                        .api()
                        .get("/token")
                        .body()
                        .path("queuePosition")
                        .asInt())
                .isOne();
        early.addAll(opening.joined(people.subList(1, 5)));
        var commitment = opening.state(server).path("draw").path("commitment").asString();
        opening.open();
        opening.awaitDrawn();
        var draw = opening.state(server).path("draw");
        for (var one : early) {
            var rank = DrawTests.script(
                    commitment,
                    draw.path("seed").asString(),
                    draw.path("participants").asLong(),
                    one.number());
            var position = one.api().get("/token").body().path("queuePosition").asLong();
            assertThat(position + 1).isEqualTo(Long.parseLong(rank.strip()));
        }
    }

    private static String metrics(TestServer instance) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(instance.origin() + "/actuator/prometheus"))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
