package dev.frontrow.waitingroom;

import static dev.frontrow.waitingroom.TestRoom.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import dev.frontrow.embedded.Services;
import dev.frontrow.shared.Unavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.FileSystemUtils;

/** W13: Redis loses everything in the middle of a sale with thousands waiting, on two instances. */
class RedisLossIntegrationTests {

    private static final int CAPACITY = 50;
    private static final int WAITING = 2_000;
    /** Joined when no copy could have seen them. */
    private static final int LATEST = 300;

    private static final String NOBODY_CALLED = "\"called\":[]";
    private static final int LOSSES = 6;
    private static final int SKIPPED_AT_MOST = 100;

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Path folder;
    private static Services services;
    private static List<TestServer> instances;

    private TestRoom room;
    private List<QueueToken> line;

    @BeforeAll
    static void start() {
        folder = TestServer.freshFolder();
        services = Services.start(folder);
        instances = List.of(TestServer.start(services.arguments()), TestServer.start(services.arguments()));
    }

    @AfterAll
    static void stop() {
        instances.forEach(TestServer::stop);
        services.close();
    }

    @BeforeEach
    void aSaleIsRunning() throws Exception {
        room = TestRoom.of(instances.getFirst(), Map.of("capacity", CAPACITY, "grace", 600));
        room.awaitSameRulesAt(instances.getLast());
        line = new ArrayList<>(joining(CAPACITY + WAITING));
        line.subList(0, CAPACITY).forEach(token -> patiently(() -> room.enter(token)));
        awaitCopy();
        line.addAll(joining(LATEST));
    }

    @Test
    void flushed() throws Exception {
        flush();
        nothingIsLost();
    }

    @Test
    void killedAndReplacedByAnEmptyOne() throws Exception {
        services.redis().kill();
        FileSystemUtils.deleteRecursively(folder.resolve("redis"));
        services.redis().start();
        nothingIsLost();
    }

    /** What it had acknowledged it still has. */
    @Test
    void killedAndStartedAgain() throws Exception {
        services.redis().kill();
        services.redis().start();
        nothingIsLost();
    }

    @Test
    void flushedTwiceInARow() throws Exception {
        flush();
        await().atMost(SOON).until(() -> look(0).apply(0) instanceof Place.Admitted);
        flush();
        nothingIsLost();
    }

    /** A loss skips the numbers that may have been given unnoticed; the next one does not skip for those as well. */
    @Test
    void flushedOften() throws Exception {
        long first = numberAfterALoss();
        for (int loss = 2; loss < LOSSES; loss++) {
            numberAfterALoss();
        }
        assertThat(numberAfterALoss()).isBetween(first + 1, first + LOSSES * SKIPPED_AT_MOST);
    }

    private long numberAfterALoss() throws Exception {
        flush();
        var number = joining(1).getFirst().number();
        awaitCopy();
        return number;
    }

    /** As when a replica takes over that had not heard of the latest. */
    @Test
    void goneBackToAnEarlierState() throws Exception {
        var instance = instances.getFirst();
        await().atMost(SOON)
                .until(() -> instance.bean(Admission.class).of(room.id()).issued() == line.size());
        var redis = instance.bean(StringRedisTemplate.class);
        redis.opsForHash().put(RoomKeys.of(room.id()).getFirst(), "issued", Integer.toString(CAPACITY + 1));
        await().atMost(SOON).until(() -> room.state().issued() >= line.size());
        nothingIsLost();
    }

    /** Between the first piece of a copy and the others Redis may lose the room: those inside are not told then. */
    @Test
    void aCopyDuringWhichTheRoomIsLostIsNotKept() {
        var before = content();
        var begun =
                List.of(Long.toString(issued()), Integer.toString(CAPACITY), "another epoch", "0", "{\"counters\":{}}");
        instances.getFirst().bean(RoomCopies.class).keep(room.id(), begun);
        assertThat(content()).isEqualTo(before);
    }

    /** The pieces of a copy are read one after the other, so that one who moves on stands in two of them. */
    @Test
    void whoMovedOnWhileTheCopyWasMadeTakesOneSlot() {
        await().atMost(SOON).until(() -> content().contains(NOBODY_CALLED));
        var moved = content().replace(NOBODY_CALLED, "\"called\":[\"1\",\"9999999999999\"]");
        instances
                .getFirst()
                .jdbc()
                .sql("update waiting_room_copy set content = :content where room_id = :room")
                .param("content", moved)
                .param("room", room.id().toString())
                .update();
        flush();
        await().atMost(SOON).until(() -> look(0).apply(0) instanceof Place.Admitted);
        assertThat(instances
                        .getFirst()
                        .bean(StringRedisTemplate.class)
                        .opsForZSet()
                        .zCard(RoomKeys.of(room.id()).get(1)))
                .isZero();
    }

    /** Whoever asks anew before showing the token gets the earlier place all the same. */
    @Test
    void anEarlierTokenBringsTheEarlierPlaceBack() {
        var fan = line.get(1_000);
        flush();
        var anew = patiently(() -> room.join(fan.user()));
        assertThat(anew.number()).isGreaterThan(line.getLast().number());

        assertThat(room.position(fan)).isPositive();
        assertThat(room.hasEnded(anew)).isTrue();
        room.leave(anew); // is about that token's place only
        assertThat(room.position(fan)).isPositive();
        assertThat(room.join(fan.user()).number()).isEqualTo(fan.number());
    }

    /** The token may also come with the question for a place. */
    @Test
    void askingAnewWithTheEarlierTokenGivesTheEarlierPlace() {
        var fan = line.get(1_000);
        flush();
        var joined =
                patiently(() -> instances.getLast().bean(WaitingRooms.class).join(room.id(), fan.user(), fan));
        assertThat(joined.token().number()).isEqualTo(fan.number());
    }

    /** W14: who pays after the loss, before showing the token once, is not inside any more. */
    @Test
    void aPaymentAfterTheLossEndsTheTokenAsWell() {
        var fan = line.getFirst();
        flush();
        patiently(() -> {
            instances.getFirst().bean(WaitingRooms.class).endPaid(room.id(), fan.user(), null);
            return true;
        });
        awaitEnded(fan);
    }

    /** Who had left or paid before the loss does not come in with the old token. */
    @Test
    void whatHadEndedBeforeStaysEnded() {
        var paid = line.get(3);
        instances.getFirst().bean(WaitingRooms.class).endPaid(room.id(), paid.user(), null);
        awaitCopy();
        flush();
        awaitEnded(paid);
        assertThat(room.joinAt(instances.getLast(), paid.user()).number())
                .isGreaterThan(line.getLast().number());
    }

    private void nothingIsLost() throws Exception {
        var comeBack = new ArrayList<Integer>();
        for (int i = 0; i < line.size(); i++) {
            comeBack.add(i);
        }
        Collections.shuffle(comeBack, new Random(13));

        var newcomers = joining(100);
        assertThat(newcomers)
                .extracting(QueueToken::number)
                .doesNotHaveDuplicates()
                .allMatch(number -> line.stream().noneMatch(token -> token.number() == number));

        Racers.atOnce(comeBack.size(), racer -> look(racer).apply(comeBack.get(racer)));
        assertThat(line.subList(0, CAPACITY))
                .as("those inside go on booking")
                .allSatisfy(
                        token -> assertThat(patiently(() -> room.enter(token))).isInstanceOf(Place.Admitted.class));
        var waiting = new ArrayList<>(line.subList(CAPACITY, line.size()));
        waiting.sort((one, other) -> Long.compare(one.number(), other.number()));
        for (int i = 0; i < waiting.size(); i++) {
            assertThat(room.position(waiting.get(i))).isEqualTo(i + 1);
        }
        assertThat(newcomers)
                .allSatisfy(token -> assertThat(room.position(token)).isGreaterThan(waiting.size()));

        line.subList(0, CAPACITY).forEach(room::leave);
        assertThat(waiting.subList(0, CAPACITY)).allMatch(room::isInside);
        assertThat(room.position(waiting.get(CAPACITY))).isEqualTo(1);
        assertThat(room.state().inside()).isEqualTo(CAPACITY);
    }

    private IntFunction<Place> look(int racer) {
        var instance = instances.get(racer % instances.size());
        return index -> patiently(() -> instance.bean(WaitingRooms.class).look(line.get(index)));
    }

    private List<QueueToken> joining(int people) throws Exception {
        var joined = new ArrayList<>(Racers.atOnce(people, racer -> {
            var instance = instances.get(racer % instances.size());
            var user = TestRoom.somebody();
            return patiently(() -> room.joinAt(instance, user));
        }));
        joined.sort((one, other) -> Long.compare(one.number(), other.number()));
        return joined;
    }

    /** Until PostgreSQL knows what is so now. */
    private void awaitCopy() {
        var instance = instances.getFirst();
        await().atMost(SOON).ignoreException(Unavailable.class).until(() -> {
            var before = content();
            instance.bean(Admission.class).copy();
            return room.state().issued() == issued() && content().equals(before) && !before.equals("{}");
        });
    }

    private long issued() {
        return copied("issued", Long.class);
    }

    private String content() {
        return copied("content", String.class);
    }

    private <T> T copied(String column, Class<T> type) {
        return instances
                .getFirst()
                .jdbc()
                .sql("select " + column + " from waiting_room_copy where room_id = :room")
                .param("room", room.id().toString())
                .query(type)
                .single();
    }

    /** At an instance that did not see the end; until it has found Redis again it lets in whoever had been called. */
    private void awaitEnded(QueueToken token) {
        await().atMost(SOON)
                .until(() -> patiently(() ->
                                instances.getLast().bean(WaitingRooms.class).enter(token))
                        instanceof Place.Ended);
    }

    private static void flush() {
        instances.getFirst().flushRedis();
    }
}
