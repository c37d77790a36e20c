package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/** W15: two instances before, at and after the opening of a concert's own room. */
@ExtendWith(OutputCaptureExtension.class)
class OpeningIntegrationTests {

    private static final int FANS = 24;
    private static final Duration AHEAD = Duration.ofMinutes(30);
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestServer server;
    private static TestServer second;
    private static List<Fan> people;

    private Instant opensAt;
    private TestRoom room;

    /** A fan in the room, and what the queue token says. */
    private record Early(Fan fan, Api api, long number) {}

    @BeforeAll
    static void start() {
        server = TestServer.start();
        second = server.second();
        people = Fans.signUp(server, FANS + 3);
    }

    @AfterAll
    static void stop() {
        second.stop();
        server.stop();
    }

    @BeforeEach
    void aSaleIsAhead() {
        opensAt = server.clock().instant().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opensAt.toString()));
        room = new TestRoom(server, show, Fans.organizer(server).api());
        room.change(Map.of("capacity", 1));
        room.awaitSameRulesAt(second);
    }

    @Test
    void theOrderOfAdmissionIsTheOneThatEverybodyCanCompute(CapturedOutput output) throws Exception {
        var commitment = state(second).path("draw").path("commitment").asString();
        assertThat(commitment).hasSize(64);
        var early = joined(FANS);
        var said = new StringBuilder();
        for (var one : early) {
            var told = one.api().get("/token");
            said.append(told.envelope()).append(told.headers().map());
            assertThat(told.body().path("status").asString()).isEqualTo("WAITING");
            assertThat(told.body().path("queuePosition").asInt()).isEqualTo(FANS);
            assertThat(told.body().path("availableAt").asString()).isEqualTo(opensAt.toString());
            assertThat(Instant.parse(told.body().path("expiresAt").asString()))
                    .isBetween(opensAt.plus(TOKEN_LIFE).minusSeconds(60), opensAt.plus(TOKEN_LIFE));
            assertThat(one.api().get("/seats/dates").error()).isEqualTo("QUEUE_WAITING");
        }
        for (var instance : List.of(server, second)) {
            await().atMost(SOON).until(() -> state(instance).path("issued").asInt() == FANS);
            var before = state(instance);
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
        said.append(output);

        open();
        var late = joined(people.subList(FANS, FANS + 3));
        awaitDrawn();

        var draw = state(server).path("draw");
        assertThat(state(second).path("draw")).isEqualTo(draw);
        assertThat(draw.path("commitment").asString()).isEqualTo(commitment);
        assertThat(draw.path("participants").asInt()).isEqualTo(FANS);
        assertThat(draw.path("rule").asString()).isEqualTo("frontrow-draw-1");
        var published = new Draw(HexFormat.of().parseHex(draw.path("seed").asString()));
        assertThat(published.commitment()).isEqualTo(commitment);
        assertThat(said)
                .doesNotContain(published.revealed())
                .doesNotContain(published.revealed().toUpperCase(Locale.ROOT));

        var order = published.among(draw.path("participants").asLong());
        var inOrder = sorted(early, order);
        inOrder.addAll(late);
        assertThat(inOrder).isNotEqualTo(joinedOrder(inOrder));
        assertThat(inOrder)
                .extracting(one ->
                        one.api().get("/token").body().path("queuePosition").asLong())
                .isEqualTo(LongStream.range(0, inOrder.size()).boxed().toList());
        areAdmittedIn(inOrder);
        assertThat(output.getOut().lines().filter(line -> line.contains("drawn")))
                .as("drawn once")
                .singleElement()
                .asString()
                .contains("participants=\"" + FANS);
    }

    /** With nothing from the server but what it published, and a script that knows nothing of the server. */
    @Test
    void theScriptTellsEverybodyTheirRank() throws Exception {
        var early = joined(5);
        var commitment = state(server).path("draw").path("commitment").asString();
        open();
        awaitDrawn();
        var draw = state(server).path("draw");
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

    /** W5: asking anew is another number, and still one lot per account. */
    @Test
    void whoLeavesBeforeTheDrawHoldsNoSlot() {
        var early = new ArrayList<>(joined(9));
        early.get(2).api().delete("/token");
        early.get(5).api().delete("/token");
        var back = joined(List.of(early.get(5).fan())).getFirst();
        assertThat(back.number()).isEqualTo(10);
        assertThat(back.api().get("/token").body().path("queuePosition").asInt())
                .isEqualTo(8);
        var again = joined(List.of(early.get(0).fan())).getFirst();
        assertThat(again.number()).isEqualTo(early.get(0).number());

        open();
        awaitDrawn();
        assertThat(state(server).path("draw").path("participants").asInt()).isEqualTo(10);
        var inOrder = sorted(
                List.of(
                        again,
                        early.get(1),
                        early.get(3),
                        early.get(4),
                        early.get(6),
                        early.get(7),
                        early.get(8),
                        back),
                published());
        areAdmittedIn(inOrder);
        assertThat(early.get(2).api().get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W13 */
    @Test
    void aLossOfRedisBeforeTheDrawCostsNobodyTheirLot() {
        var early = joined(FANS);
        early.get(3).api().delete("/token");
        awaitCopied();
        var commitment = state(server).path("draw").path("commitment").asString();
        flush();
        early.forEach(one -> one.api().get("/token"));
        var afterwards = joined(people.subList(FANS, FANS + 1));
        assertThat(afterwards.getFirst().number()).isGreaterThan(FANS);
        assertThat(state(server).path("draw").path("commitment").asString()).isEqualTo(commitment);

        open();
        awaitDrawn();
        var all = new ArrayList<>(early);
        all.remove(3);
        all.addAll(afterwards);
        assertThat(state(second).path("draw").path("commitment").asString()).isEqualTo(commitment);
        areAdmittedIn(sorted(all, published()));
    }

    /** W13, in the middle of the sale and in the very moment of the draw. */
    @Test
    void aLossOfRedisAfterTheDrawCostsNobodyTheirRank() {
        var early = joined(FANS);
        awaitCopied();
        open();
        flush();
        awaitDrawn();
        early.forEach(one -> one.api().get("/token"));
        var inOrder = sorted(early, published());
        areAdmittedIn(inOrder.subList(0, 5));
        awaitCopied();
        flush();
        var rest = inOrder.subList(5, inOrder.size());
        var asking = new ArrayList<>(rest);
        Collections.shuffle(asking, new Random(15));
        asking.forEach(one -> one.api().get("/token"));
        assertThat(state(server).path("draw").path("participants").asLong())
                .isEqualTo(published().participants());
        areAdmittedIn(rest);
        assertThat(inOrder.getFirst().api().get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W8: whoever missed the turn comes back to the front, once, with a rank as with a number. */
    @Test
    void aMissedTurnIsMadeUpForAtTheFront() {
        room.change(Map.of("grace", 3));
        room.awaitSameRulesAt(second);
        var early = joined(3);
        open();
        awaitDrawn();
        var inOrder = sorted(early, published());
        var slow = inOrder.getFirst();
        await().atMost(SOON).until(() -> isAdmitted(inOrder.get(1)));
        var back = joined(List.of(slow.fan())).getFirst();
        assertThat(back.number()).isEqualTo(slow.number());
        assertThat(inOrder.get(2)
                        .api()
                        .get("/token")
                        .body()
                        .path("queuePosition")
                        .asInt())
                .isOne();
        await().atMost(SOON).until(() -> isAdmitted(back));
        await().atMost(SOON).until(() -> isAdmitted(inOrder.get(2)));
        assertThat(joined(List.of(slow.fan())).getFirst().number()).isEqualTo(4);
    }

    /** However many instances freeze and close at once, and whatever they think the number is. */
    @Test
    void instancesThatDrawAtOnceDrawTheSame() throws Exception {
        joined(6);
        var counts = Racers.atOnce(16, racer -> {
            var instance = racer % 2 == 0 ? server : second;
            instance.bean(RoomDraws.class).draw(room.id(), 6 + racer);
            return instance.bean(DrawStore.class).of(room.id());
        });
        assertThat(counts.stream()
                        .map(drawn -> ((RoomDraw.Drawn) drawn).participants())
                        .distinct())
                .hasSize(1);
    }

    /** An earlier performance moves the opening; the draw that was is not repeated by one that comes later. */
    @Test
    void anOpeningThatIsMovedForwardDrawsAtOnceAndOnlyOnce() {
        var early = joined(8);
        var sooner = server.clock().instant().plus(Duration.ofMinutes(10));
        var performance = Map.of(
                "startsAt", room.show().startsAt().plus(Duration.ofDays(1)).toString(), "onSaleAt", sooner.toString());
        assertThat(room.organizer()
                        .post("/admin/concerts/" + room.show().concertId() + "/performances", performance)
                        .status())
                .isEqualTo(201);
        assertThat(early).noneMatch(this::isAdmitted);
        server.clock().advance(Duration.ofMinutes(11));
        awaitDrawn();
        var first = state(server).path("draw");
        open();
        var late = joined(people.subList(FANS, FANS + 2));
        var inOrder = sorted(early, published());
        inOrder.addAll(late);
        areAdmittedIn(inOrder);
        assertThat(state(server).path("draw")).isEqualTo(first);
    }

    /** W7: the ranks fill the cycles. */
    @Test
    void inCyclesTheRanksFillThePeriods() {
        room.change(Map.of("policy", "CYCLE", "capacity", 3, "period", 600));
        room.awaitSameRulesAt(second);
        var early = joined(8);
        open();
        awaitDrawn();
        var inOrder = sorted(early, published());
        await().atMost(SOON).until(() -> inOrder.subList(0, 3).stream().allMatch(this::isAdmitted));
        assertThat(inOrder.subList(3, 8)).noneMatch(this::isAdmitted);
        assertThat(inOrder.get(3)
                        .api()
                        .get("/token")
                        .body()
                        .path("estimatedWaitTime")
                        .asInt())
                .isBetween(500, 600);
        assertThat(inOrder.get(7)
                        .api()
                        .get("/token")
                        .body()
                        .path("estimatedWaitTime")
                        .asInt())
                .isBetween(1100, 1200);
    }

    /** Nobody came early, or there is no opening to come before. */
    @Test
    void roomsWithoutEarlyComersAdmitInOrderOfArrival() {
        assertThat(state(server).path("state").asString()).isEqualTo("DRAWING");
        open();
        awaitDrawn();
        assertThat(state(server).path("draw").path("participants").asInt()).isZero();
        areAdmittedIn(joined(4));

        assertThat(server.api().get("/waiting-rooms/lobby").body().path("draw").isNull())
                .isTrue();
        var running = TestRoom.of(server, Map.of("capacity", 1));
        assertThat(server.api()
                        .get("/waiting-rooms/" + running.id())
                        .body()
                        .path("draw")
                        .isNull())
                .isTrue();
    }

    private List<Early> joined(int count) {
        return joined(people.subList(0, count));
    }

    /** One after the other, each at another instance than the one before. */
    private List<Early> joined(List<Fan> fans) {
        var all = new ArrayList<Early>();
        for (var fan : fans) {
            var instance = all.size() % 2 == 0 ? server : second;
            var answer = fan.at(instance)
                    .as(fan.accessToken())
                    .post(
                            "/token",
                            Map.of(
                                    "userId",
                                    fan.userId(),
                                    "concertId",
                                    room.show().concertId()));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            var token = answer.body().path("token").asString();
            all.add(new Early(
                    fan,
                    instance.api().as(token),
                    answer.body().path("participationNumber").asLong()));
        }
        return all;
    }

    private void open() {
        var now = server.clock().instant();
        if (now.isBefore(opensAt)) {
            server.clock().advance(Duration.between(now, opensAt).plusMillis(1));
        }
    }

    private void awaitDrawn() {
        for (var instance : List.of(server, second)) {
            await().atMost(SOON)
                    .until(() -> !state(instance).path("draw").path("seed").isNull());
        }
    }

    /** From what everybody can read. */
    private DrawnOrder published() {
        var draw = state(server).path("draw");
        return new Draw(HexFormat.of().parseHex(draw.path("seed").asString()))
                .among(draw.path("participants").asLong());
    }

    private static List<Early> sorted(List<Early> early, DrawnOrder order) {
        var sorted = new ArrayList<>(early);
        sorted.sort((one, other) -> Long.compare(order.rank(one.number()), order.rank(other.number())));
        return sorted;
    }

    private static List<Early> joinedOrder(List<Early> line) {
        var sorted = new ArrayList<>(line);
        sorted.sort((one, other) -> Long.compare(one.number(), other.number()));
        return sorted;
    }

    /** One slot: each comes in when the one before has left, and not earlier. */
    private void areAdmittedIn(List<Early> line) {
        var positions = new HashMap<Long, Long>();
        for (int i = 0; i < line.size(); i++) {
            var next = line.get(i);
            await().atMost(SOON).until(() -> isAdmitted(next));
            for (int behind = 1; behind <= 2 && i + behind < line.size(); behind++) {
                var other = line.get(i + behind);
                var told = other.api().get("/token").body();
                assertThat(told.path("status").asString()).isEqualTo("WAITING");
                assertThat(told.path("queuePosition").asLong())
                        .isBetween((long) behind, positions.getOrDefault(other.number(), Long.MAX_VALUE));
                positions.put(other.number(), told.path("queuePosition").asLong());
            }
            next.api().delete("/token");
        }
    }

    private boolean isAdmitted(Early one) {
        return one.api().get("/token").body().path("status").asString("").equals("ADMITTED");
    }

    private JsonNode state(TestServer instance) {
        return instance.api().get("/waiting-rooms/" + room.id()).body();
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

    private void awaitCopied() {
        var store = server.bean(RoomStore.class);
        var rules = server.bean(RuleBook.class).of(room.id());
        await().atMost(SOON).until(() -> {
            var before = content();
            server.bean(Admission.class).copy();
            return store.tick(room.id(), rules).issued() == copied("issued", Long.class) && before.equals(content());
        });
    }

    private String content() {
        return copied("content", String.class);
    }

    private <T> T copied(String column, Class<T> type) {
        return server.jdbc()
                .sql("select " + column + " from waiting_room_copy where room_id = :room")
                .param("room", room.id().toString())
                .query(type)
                .single();
    }

    private static void flush() {
        server.bean(StringRedisTemplate.class).execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().flushAll();
            return true;
        });
    }
}
