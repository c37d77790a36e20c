package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The polling call and what it costs. */
class PollIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", 1));

    /** W3: the position is known without Redis, and gets better when others are called in. */
    @Test
    void aPollTooEarlyIsAnsweredFromMemoryAndStillMovesUp() {
        var first = room.join();
        var line = room.line(3);
        var last = line.getLast();
        var polls = server.bean(Polls.class);
        assertThat(polls.look(last))
                .isInstanceOfSatisfying(
                        Place.Waiting.class,
                        place -> assertThat(place.position()).isEqualTo(3));

        room.leave(first);
        await().atMost(SOON).until(() -> polls.look(last) instanceof Place.Waiting waiting && waiting.position() == 2);
        room.leave(line.get(0));
        room.leave(line.get(1));
        await().atMost(SOON).until(() -> polls.look(last) instanceof Place.Admitted);
    }

    /** Invariant 8: what another call has told is not taken back by a poll from memory, whichever tab asks. */
    @Test
    void aPollTooEarlyTellsNothingOlderThanAnotherCallHas() {
        room.change(Map.of("admitPerMinute", 1));
        room.join();
        var line = room.line(20);
        var last = line.getLast();
        assertThat(polled(last)).isEqualTo(20);

        line.subList(5, 15).forEach(room::leave);
        assertThat(room.enter(last))
                .isInstanceOfSatisfying(
                        Place.Waiting.class, told -> assertThat(told.position()).isEqualTo(10));
        assertThat(polled(last)).isEqualTo(10);

        line.subList(0, 5).forEach(room::leave);
        var otherTab = room.join(last.user());
        assertThat(otherTab.number()).isEqualTo(last.number());
        assertThat(polled(last)).isEqualTo(5);
    }

    private long polled(QueueToken token) {
        return server.bean(Polls.class).look(token) instanceof Place.Waiting waiting ? waiting.position() : 0;
    }

    /** W3 */
    @Test
    void onlyAnAbusivePollerIsTurnedAway() {
        room.join();
        var fan = room.queued(Fans.signUp(server));
        assertThat(IntStream.range(0, 20).mapToObj(i -> fan.get("/token").status()))
                .containsOnly(200);

        var refused = IntStream.range(0, 200)
                .mapToObj(i -> fan.get("/token"))
                .filter(answer -> answer.status() != 200)
                .toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.error()).isEqualTo("RATE_LIMITED");
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isEqualTo(1);
        });
    }

    /** W14: all tokens go on working, and the newest is that of the active device. */
    @Test
    void theFirstDeviceSeesThatASecondHasTakenOver() {
        room.join();
        var fan = Fans.signUp(server);
        var phone = room.queued(fan);
        assertThat(phone.get("/token").body().path("takenOver").asBoolean()).isFalse();
        var laptop = room.queued(fan);

        await().atMost(SOON)
                .until(() -> phone.get("/token").body().path("takenOver").asBoolean());
        var seen = phone.get("/token").body();
        assertThat(seen.path("queuePosition").asInt()).isEqualTo(1);
        assertThat(laptop.get("/token").body().path("takenOver").asBoolean()).isFalse();
        assertThat(laptop.get("/token").body().path("queuePosition").asInt()).isEqualTo(1);
    }

    /** W9: so few have come that there is no rate: as if whoever is ahead used the whole session. */
    @Test
    void aWaitIsToldBeforeARateHasBeenSeen() {
        room.change(Map.of("capacity", 1, "session", 120));
        room.queued(Fans.signUp(server));
        room.queued(Fans.signUp(server));
        var third = room.queued(Fans.signUp(server));
        var told = third.get("/token").body();
        assertThat(told.path("estimatedWaitTime").asInt()).isEqualTo(240);
        assertThat(told.path("estimatedWaitRange").path("from").asInt()).isZero();
        assertThat(told.path("estimatedWaitRange").path("to").asInt()).isEqualTo(240);
        assertThat(told.path("availableAt").isNull()).isFalse();
        assertThat(told.path("pollAfter").asInt()).isEqualTo(1); // nobody is late for a slot by what is only feared
        var validation = server.api().get("/reservations/token/validation?reservationToken=" + third.token());
        assertThat(validation.body().path("waitingTime").asInt()).isEqualTo(240);
        room.change(Map.of("capacity", 0));
        await().atMost(SOON)
                .until(() ->
                        third.get("/token").body().path("estimatedWaitTime").isNull());
    }

    /** W9 */
    @Test
    void aPausedRoomGivesNoEstimate() {
        room.join();
        room.change(Map.of("paused", true));
        var told = room.queued(Fans.signUp(server)).get("/token").body();
        assertThat(told.path("estimatedWaitTime").isNull()).isTrue();
        assertThat(told.path("estimatedWaitRange").isNull()).isTrue();
        assertThat(told.path("availableAt").isNull()).isTrue();
    }
}
