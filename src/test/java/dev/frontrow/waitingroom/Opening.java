package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A room of one slot on two instances, whose opening is ahead; fans speak to it over HTTP. */
record Opening(TestServer server, TestServer second, List<Fan> people, TestRoom room, Instant opensAt) {

    /** After a loss of Redis those who may still show are waited for. */
    static final Duration SOON = Duration.ofSeconds(45);

    private static final Duration AHEAD = Duration.ofMinutes(30);
    /** Which of the room's keys. */
    private static final int LEFT = 3;

    private static final int FANS = 27;

    /** Not the shared one: its Redis is flushed and its clock moved. Both end with the JVM. */
    private static final class Instances {
        private static final TestServer FIRST = TestServer.start();
        private static final TestServer SECOND = FIRST.second();
        private static final List<Fan> PEOPLE = Fans.signUp(FIRST, FANS);
    }

    /** A fan in the room, and what the queue token says. */
    record Early(Fan fan, Api api, long number) {}

    static Opening ahead() {
        var server = Instances.FIRST;
        var opensAt = server.clock().instant().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opensAt.toString()));
        var room = new TestRoom(server, show, Fans.organizer(server).api());
        room.change(Map.of("capacity", 1));
        room.awaitSameRulesAt(Instances.SECOND);
        return new Opening(server, Instances.SECOND, Instances.PEOPLE, room, opensAt);
    }

    List<Early> joined(int count) {
        return joined(people.subList(0, count));
    }

    /** One after the other, each at another instance than the one before. */
    List<Early> joined(List<Fan> fans) {
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

    void open() {
        var now = server.clock().instant();
        if (now.isBefore(opensAt)) {
            server.clock().advance(Duration.between(now, opensAt).plusMillis(1));
        }
    }

    void awaitDrawn() {
        for (var instance : List.of(server, second)) {
            await().atMost(SOON)
                    .until(() -> !state(instance).path("draw").path("seed").isNull());
        }
    }

    /** From what everybody can read. */
    DrawnOrder published() {
        var draw = state(server).path("draw");
        return new Draw(HexFormat.of().parseHex(draw.path("seed").asString()))
                .among(draw.path("participants").asLong());
    }

    static List<Early> sorted(List<Early> early, DrawnOrder order) {
        var sorted = new ArrayList<>(early);
        sorted.sort((one, other) -> Long.compare(order.rank(one.number()), order.rank(other.number())));
        return sorted;
    }

    /** One slot: each comes in when the one before has left, and not earlier. */
    void areAdmittedIn(List<Early> line) {
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

    boolean isAdmitted(Early one) {
        return one.api().get("/token").body().path("status").asString("").equals("ADMITTED");
    }

    JsonNode state(TestServer instance) {
        return instance.api().get("/waiting-rooms/" + room.id()).body();
    }

    /** Until PostgreSQL knows what is so now. */
    void awaitCopied() {
        var redis = server.bean(StringRedisTemplate.class);
        await().atMost(SOON).until(() -> {
            server.bean(Admission.class).copy();
            var now = room.state();
            var left = JsonMapper.shared()
                    .readTree(copied("content", String.class))
                    .path("left");
            return now.issued() == copied("issued", Long.class)
                    && now.serving() == copied("serving", Long.class)
                    && Objects.equals(
                            redis.opsForZSet().zCard(RoomKeys.of(room.id()).get(LEFT)), left.size() / 2L);
        });
    }

    private <T> T copied(String column, Class<T> type) {
        return server.jdbc()
                .sql("select " + column + " from waiting_room_copy where room_id = :room")
                .param("room", room.id().toString())
                .query(type)
                .single();
    }

    void flush() {
        server.flushRedis();
    }
}
