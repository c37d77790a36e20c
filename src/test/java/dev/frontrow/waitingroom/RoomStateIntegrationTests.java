package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.waitingroom.RoomRules.Doors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What everybody may know of a room. */
class RoomStateIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** W12: within a second, and time for a busy machine. */
    private static final Duration A_SECOND = Duration.ofSeconds(3);

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", 2));

    @Test
    void anybodySeesTheFiguresThatGiveEverybodysPosition() {
        var line = room.line(5);
        awaitState("serving", 2);
        var answer = server.api().get(path());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=1, public");
        var state = answer.body();
        assertThat(state.path("roomId").asString()).isEqualTo(room.id().toString());
        assertThat(state.path("state").asString()).isEqualTo("OPEN");
        assertThat(state.path("issued").asLong()).isEqualTo(5);
        assertThat(state.path("inside").asInt()).isEqualTo(2);
        assertThat(state.path("capacity").asInt()).isEqualTo(2);
        assertThat(state.path("admittedPerMinute").asInt()).isEqualTo(2);
        assertThat(state.path("soldOut").asBoolean()).isFalse();
        assertThat(state.path("concert").path("remainingSeats").asInt()).isEqualTo(50);
        assertThat(state.path("concert").path("priceFrom").asLong()).isEqualTo(50_000);
        assertThat(state.path("concert").path("priceTo").asLong()).isEqualTo(50_000);
        assertThat(state.path("opensAt").asString()).isNotEmpty();
        assertThat(line)
                .allSatisfy(token -> assertThat(Math.max(
                                0, token.number() - state.path("serving").asLong()))
                        .isEqualTo(room.position(token)));
    }

    @Test
    void theLobbyHasOneAndUnknownRoomsHaveNone() {
        var lobby = server.api().get("/waiting-rooms/lobby").body();
        assertThat(lobby.path("roomId").asString()).isEqualTo("lobby");
        assertThat(lobby.path("opensAt").isNull()).isTrue();
        for (var none : List.of("999999999", "hall", "999999999/events")) {
            var answer = server.api().get("/waiting-rooms/" + none);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error()).isEqualTo("WAITING_ROOM_NOT_FOUND");
        }
    }

    /** However many read it, it is written once per look at Redis, and Redis is looked at a few times a second. */
    @Test
    void readersCostRedisNothing() {
        var board = server.bean(RoomBoard.class);
        board.of(room.id());
        var before = commands();
        var began = System.nanoTime();
        var seen = IntStream.range(0, 50_000)
                .mapToObj(i -> board.of(room.id()))
                .distinct()
                .count();
        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        assertThat(seen).isLessThanOrEqualTo(6 * seconds);
        assertThat(commands() - before).as("of all rooms, on two instances").isLessThan(20_000 * seconds);
    }

    /** W12: pause, drain, resize and policy, on all instances. */
    @Test
    void theOrganizersHandIsSeenEverywhereWithinASecond() {
        room.join();
        room.change(Map.of("paused", true));
        awaitOnBoth("state", "PAUSED");
        room.change(Map.of("paused", false, "capacity", 7));
        awaitOnBoth("state", "OPEN");
        awaitOnBoth("capacity", "7");
        room.change(Map.of("policy", "CYCLE", "capacity", 9, "period", 60));
        awaitOnBoth("capacity", "9");
        var shown = room.organizer()
                .get("/admin/waiting-rooms/" + room.show().concertId())
                .body();
        assertThat(shown.path("policy").asString()).isEqualTo("CYCLE");
        assertThat(shown.path("period").asInt()).isEqualTo(60);
        assertThat(shown.path("admitPerMinute").isNull()).isTrue();
    }

    /** W12: nobody new comes in, those inside finish, and those who wait keep their places. */
    @Test
    void aRoomThatIsDrainedTakesNobodyNew() {
        var fan = Fans.signUp(server);
        var inside = room.queued(fan);
        room.join();
        var waiting = room.join();
        room.change(Map.of("draining", true));

        var refused = room.ask(Fans.signUp(server));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("WAITING_ROOM_CLOSED");
        assertThat(inside.get("/seats/dates").status()).isEqualTo(200);
        assertThat(room.join(waiting.user()).number()).isEqualTo(waiting.number());
        inside.delete("/token");
        room.state();
        assertThat(room.position(waiting)).isEqualTo(1);
        awaitOnBoth("state", "CLOSED");

        room.change(Map.of("draining", false));
        await().atMost(SOON).until(() -> room.isInside(waiting));
    }

    /** W15: before the sale people join and nobody is called in. */
    @Test
    void beforeTheSaleNobodyIsCalledIn() {
        var opensAt = server.clock().instant().plus(Duration.ofHours(1));
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opensAt.toString()));
        var early = new TestRoom(server, show, Fans.organizer(server).api());
        var line = early.line(3);

        assertThat(early.position(line.getLast())).isEqualTo(3);
        var state = server.api().get("/waiting-rooms/" + show.concertId()).body();
        assertThat(state.path("state").asString()).isEqualTo("DRAWING");
        assertThat(state.path("opensAt").asString())
                .startsWith(opensAt.toString().substring(0, 19));

        var rules = server.bean(RuleBook.class)
                .of(early.id())
                .opening(server.clock().instant());
        assertThat(server.bean(RoomStore.class).tick(early.id(), rules).serving())
                .isEqualTo(3);
    }

    /** Sold out is said to everybody, and to those who wait. */
    @Test
    void whenEverySeatIsSoldTheRoomSaysSo() {
        room.line(2);
        var fan = room.queued(Fans.signUp(server));
        assertThat(fan.get("/token").body().path("soldOut").asBoolean()).isFalse();

        try {
            sell("HELD", null);
            awaitState("remainingSeats", 0);
            assertThat(state().path("soldOut").asBoolean())
                    .as("a hold may lapse")
                    .isFalse();
            sell("RESERVED", Fans.signUp(server).userId());
            await().atMost(SOON).until(() -> state().path("soldOut").asBoolean());
            await().atMost(SOON)
                    .until(() -> fan.get("/token").body().path("soldOut").asBoolean());
            assertThat(fan.get("/token").body().path("queuePosition").asInt()).isEqualTo(1);
        } finally {
            sell("AVAILABLE", null);
        }
    }

    @Test
    void theSameComesAsAStreamOfEvents() throws Exception {
        try (var http = HttpClient.newHttpClient();
                var events = events(http, server)) {
            assertThat(next(events).path("capacity").asInt()).isEqualTo(2);
            room.change(Map.of("capacity", 5));
            await().atMost(SOON).until(() -> next(events).path("capacity").asInt() == 5);
        }
    }

    /** Q3 */
    @Test
    void streamsEndWithTheServer() throws Exception {
        var own = TestServer.start();
        try (var http = HttpClient.newHttpClient();
                var events = events(http, own, "lobby")) {
            assertThat(next(events).path("state").asString()).isEqualTo("OPEN");
            var began = System.nanoTime();
            own.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(events.lines().filter(line -> line.startsWith("data:")).count())
                    .isLessThan(5);
        }
    }

    /** W12: the rule that a room is called in by. */
    @Test
    void drainingGoesBeforePausing() {
        assertThat(Doors.of(true, true)).isEqualTo(Doors.DRAINING);
        assertThat(Doors.of(true, false)).isEqualTo(Doors.PAUSED);
        assertThat(Doors.of(false, false)).isEqualTo(Doors.OPEN);
    }

    private BufferedReader events(HttpClient http, TestServer instance) throws IOException, InterruptedException {
        return events(http, instance, room.id().toString());
    }

    private static BufferedReader events(HttpClient http, TestServer instance, String name)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(instance.origin() + "/api/v1/waiting-rooms/" + name + "/events"))
                .header("Accept", "text/event-stream")
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader events) throws IOException {
        var line = events.readLine();
        while (!line.startsWith("data:")) {
            line = events.readLine();
        }
        return JsonMapper.shared().readTree(line.substring("data:".length())).path("body");
    }

    /** All seats; each is to be given back, because other tests check that every sold seat was paid. */
    private void sell(String status, @Nullable UUID owner) {
        server.jdbc()
                .sql("""
                        update seat set status = :status, owner_id = :owner,
                               reservation_id = case when :status <> 'AVAILABLE' then gen_random_uuid() end
                         where performance_id = :performance""")
                .param("status", status)
                .param("owner", owner, Types.OTHER)
                .param("performance", room.show().performanceId())
                .update();
    }

    private String path() {
        return "/waiting-rooms/" + Objects.requireNonNull(room.id().concert());
    }

    private JsonNode state() {
        return server.api().get(path()).body();
    }

    private void awaitState(String member, long value) {
        await().atMost(SOON).until(() -> state().findValue(member).asLong() == value);
    }

    private void awaitOnBoth(String member, String value) {
        for (var instance : List.of(server, second)) {
            await().atMost(A_SECOND)
                    .until(() -> Api.at(instance.origin())
                            .get(path())
                            .body()
                            .path(member)
                            .asString("")
                            .equals(value));
        }
    }

    private long commands() {
        var stats = server.bean(StringRedisTemplate.class).execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("stats"));
        return Long.parseLong(Objects.requireNonNull(stats).getProperty("total_commands_processed"));
    }
}
