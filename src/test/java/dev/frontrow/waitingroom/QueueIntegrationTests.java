package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places and their order. */
class QueueIntegrationTests {

    private static final int RACERS = 16;

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();

    /** W1 */
    @Test
    void whoComesToAnEmptyRoomIsAdmittedAtOnce() {
        var place = roomFor(1).ask(Fans.signUp(server)).body();

        assertThat(place.path("status").asString()).isEqualTo("ADMITTED");
        assertThat(place.path("queuePosition").asInt()).isZero();
        assertThat(place.path("estimatedWaitTime").asInt()).isZero();
        assertThat(place.path("expiresAt").asString())
                .isGreaterThan(server.clock().instant().toString());
    }

    /** W1, W3 */
    @Test
    void whoWaitsIsToldThePositionAndWhenToAskAgain() {
        var room = roomFor(1);
        room.join();
        room.join();
        var fan = Fans.signUp(server);
        var asked = room.ask(fan).body();
        var polled = room.queued(fan).get("/token").body();

        for (var place : List.of(asked, polled)) {
            assertThat(place.path("status").asString()).isEqualTo("WAITING");
            assertThat(place.path("queuePosition").asInt()).isEqualTo(2);
            assertThat(place.path("pollAfter").asInt()).isBetween(1, 30);
            assertThat(place.path("token").asString()).isNotEmpty();
        }
    }

    /** W1 */
    @Test
    void nobodyQueuesForAConcertOrAUserThatDoesNotExist() {
        var fan = Fans.signUp(server);
        var organizer = Fans.organizer(server);
        var noConcert = fan.api().post("/token", Map.of("userId", fan.userId(), "concertId", 999_999_999));
        assertThat(noConcert.status()).isEqualTo(404);
        assertThat(noConcert.error()).isEqualTo("CONCERT_NOT_FOUND");

        var noUser = organizer
                .api()
                .post("/token", Map.of("userId", TestRoom.somebody().value()));
        assertThat(noUser.status()).isEqualTo(404);
        assertThat(noUser.error()).isEqualTo("USER_NOT_FOUND");

        var another = fan.api().post("/token", Map.of("userId", organizer.userId()));
        assertThat(another.status()).isEqualTo(403);
    }

    /** W2 */
    @Test
    void askingAgainGivesTheSamePlaceOnAnyInstance() {
        var room = roomFor(0);
        var user = TestRoom.somebody();
        var first = room.join(user);
        room.join();

        assertThat(room.joinAt(second, user).number()).isEqualTo(first.number());
        assertThat(room.position(first)).isEqualTo(1);
    }

    /** W2: the race. */
    @Test
    void aUserWhoAsksFromManyTabsAtOnceHasOnePlace() throws Exception {
        var room = roomFor(0);
        var user = TestRoom.somebody();
        var tokens = atOnce(tabs -> tabs % 2 == 0 ? room.join(user) : room.joinAt(second, user));

        assertThat(tokens).hasSize(RACERS);
        assertThat(tokens).extracting(QueueToken::number).containsOnly(1L);
        assertThat(tokens).extracting(QueueToken::serial).doesNotHaveDuplicates();
        assertThat(room.state().issued()).isEqualTo(1);
    }

    /** W6 */
    @Test
    void peopleAreCalledInStrictlyInTheOrderTheyCameToWhicheverInstance() {
        var room = roomFor(0);
        var line = IntStream.range(0, 40)
                .mapToObj(i -> room.joinAt(i % 2 == 0 ? server : second, TestRoom.somebody()))
                .toList();
        assertThat(line).isSortedAccordingTo(Comparator.comparingLong(QueueToken::number));

        room.change(Map.of("capacity", 5));
        room.awaitSameRulesAt(second);
        var random = new Random(6);
        var inside = new ArrayList<>(line.subList(0, 5));
        for (int called = 5; called < line.size(); called++) {
            assertThat(line.stream().filter(room::isInside)).containsExactlyInAnyOrderElementsOf(inside);
            room.leave(inside.remove(random.nextInt(inside.size())));
            inside.add(line.get(called));
        }
    }

    /** W7: the race. */
    @Test
    void neverAreMoreInsideThanTheCapacity() throws Exception {
        var room = roomFor(3);
        var most = new AtomicLong();
        atOnce(racer -> {
            for (int round = 0; round < 10; round++) {
                var instance = racer % 2 == 0 ? server : second;
                var token = room.joinAt(instance, TestRoom.somebody());
                instance.bean(WaitingRooms.class).enter(token);
                most.accumulateAndGet(room.state().inside(), Math::max);
                instance.bean(WaitingRooms.class).leave(token);
            }
            return true;
        });
        assertThat(most.get()).isBetween(1L, 3L);
        assertThat(room.state().inside()).isZero();
        assertThat(room.state().waiting()).isZero();
    }

    /** W5 */
    @Test
    void whoLeavesTheLineLetsThoseBehindMoveUp() {
        var room = roomFor(1);
        var inside = room.join();
        var kim = room.join();
        var lee = room.join();
        var park = room.join();
        room.leave(kim);

        assertThat(room.hasEnded(kim)).isTrue();
        assertThat(room.position(lee)).isEqualTo(1);
        assertThat(room.position(park)).isEqualTo(2);
        assertThat(room.state().waiting()).isEqualTo(2);

        room.leave(inside);
        assertThat(room.isInside(lee)).isTrue();
        assertThat(room.position(park)).isEqualTo(1);
    }

    /** W5, W2 */
    @Test
    void leavingTwiceIsLeavingOnceAndAskingAgainIsANewPlaceAtTheBack() {
        var room = roomFor(1);
        var fan = Fans.signUp(server);
        var queued = room.queued(fan);
        var next = room.join();
        assertThat(queued.delete("/token").body().path("status").asString()).isEqualTo("left");
        assertThat(queued.delete("/token").body().path("status").asString()).isEqualTo("left");
        assertThat(queued.get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");

        assertThat(room.isInside(next)).isTrue();
        var again = room.queued(fan);
        assertThat(again.get("/token").body().path("queuePosition").asInt()).isEqualTo(1);
        assertThat(queued.delete("/token").status()).isEqualTo(200);
        assertThat(again.get("/token").status())
                .as("an old token does not end a new place")
                .isEqualTo(200);
    }

    /** W3, W5 */
    @Test
    void anAccessTokenHasNoPlace() {
        var fan = Fans.signUp(server);
        for (var answer : List.of(fan.api().get("/token"), fan.api().delete("/token"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("QUEUE_TOKEN_REQUIRED");
        }
    }

    /** W4 */
    @Test
    void aTokenCanBeValidatedByAnybody() {
        var room = roomFor(1);
        var inside = room.queued(Fans.signUp(server));
        var waiting = room.queued(Fans.signUp(server));

        var available = validate(inside.token());
        assertThat(available.body().path("status").asString()).isEqualTo("available");
        assertThat(available.body().path("waitingTime").isNull()).isTrue();
        assertThat(validate(waiting.token()).body().path("status").asString()).isEqualTo("pending");

        inside.delete("/token");
        assertThat(validate(inside.token()).status()).isEqualTo(401);
        assertThat(validate(inside.token()).error()).isEqualTo("TOKEN_EXPIRED");
        for (var none : List.of("nonsense", "", Fans.signUp(server).accessToken())) {
            assertThat(validate(none).status()).isEqualTo(404);
            assertThat(validate(none).error()).isEqualTo("TOKEN_NOT_FOUND");
        }
    }

    /** W11: it is the token of another concert, for which its fan waits. */
    @Test
    void aPaymentWithTheTokenOfAnotherRoomCostsNobodyTheirPlaceThere() {
        var show = Stage.plain(server);
        var buyer = Buyer.with(server, show, 1_000_000);
        assertThat(buyer.hold(1).status()).isEqualTo(201);
        var fan = buyer.fan();
        var queued = TestRoom.of(server, Map.of("capacity", 0)).queued(fan);
        var seat = Map.of("userId", fan.userId(), "concertId", show.concertId(), "date", show.date(), "seat", 1);
        assertThat(queued.post("/seats/payment", seat).status()).isEqualTo(200);
        assertThat(queued.get("/token").body().path("status").asString()).isEqualTo("WAITING");
    }

    /** W14, W11: whatever room the concert has by the time it is paid for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPaymentEndsTheTokenItCameWithThoughTheConcertWasMoved(boolean own) {
        var show = Stage.with(server, Map.of("ownWaitingRoom", own));
        var fan = Fans.signUp(server);
        var account = fan.api().as(fan.accessToken());
        var asked = account.post("/token", Map.of("userId", fan.userId(), "concertId", show.concertId()));
        var inside = fan.api().as(asked.body().path("token").asString());
        var seat = Map.of("userId", fan.userId(), "concertId", show.concertId(), "date", show.date(), "seat", 1);
        assertThat(inside.post("/seats/reserve", seat).status()).isEqualTo(201);
        account.post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 1_000_000));

        var moved = Map.<String, Object>of("ownWaitingRoom", !own);
        Fans.organizer(server).api().put("/admin/concerts/" + show.concertId(), moved);
        assertThat(inside.get("/token").body().path("status").asString()).isEqualTo("ADMITTED");
        assertThat(inside.post("/seats/payment", seat).status()).isEqualTo(200);

        assertThat(inside.get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W4, O5: a program that lets in whom this call says may come in hears of it too. */
    @Test
    void aBlockedUsersTokenIsNoLongerAvailable() {
        var fan = Fans.signUp(server);
        var inside = roomFor(1).queued(fan);

        Fans.organizer(server).api().put("/admin/users/" + fan.userId(), Map.of("blocked", true));

        await().atMost(Duration.ofSeconds(1))
                .until(() -> validate(inside.token()).status() == 401);
        assertThat(validate(inside.token()).error()).isEqualTo("TOKEN_EXPIRED");
    }

    private Api.Answer validate(@Nullable String token) {
        return server.api().get("/reservations/token/validation?reservationToken=" + token);
    }

    private TestRoom roomFor(int capacity) {
        var room = TestRoom.of(server, Map.of("capacity", capacity));
        room.awaitSameRulesAt(second);
        return room;
    }

    private static <T> List<T> atOnce(IntFunction<T> act) throws Exception {
        return Racers.atOnce(RACERS, act);
    }
}
