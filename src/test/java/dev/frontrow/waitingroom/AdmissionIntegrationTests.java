package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is called in, when, and for how long. */
class AdmissionIntegrationTests {

    /** A second of grace or session, a tick, and time for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();

    /** W8, W2: not for ever, though. */
    @Test
    void whoMissesTheTurnLosesTheSlotAndComesBackToTheFrontOnceThenToTheBack() {
        var room = TestRoom.of(server, Map.of("capacity", 1, "grace", 1));
        var ghostly = TestRoom.somebody();
        var ghost = room.join(ghostly);
        var next = room.join();
        var last = room.join();
        assertThat(room.isInside(ghost)).isTrue();
        assertThat(room.position(next)).isEqualTo(1);

        await().atMost(SOON).until(() -> room.enter(next) instanceof Place.Admitted);
        assertThat(room.hasEnded(ghost)).isTrue();
        var back = room.join(ghostly);
        assertThat(back.number()).isEqualTo(ghost.number());
        assertThat(room.position(back)).isEqualTo(1);
        assertThat(room.position(last)).as("a position never gets worse").isEqualTo(1);

        room.leave(next);
        assertThat(room.isInside(back)).isTrue();
        await().atMost(SOON).until(() -> room.isInside(last));
        assertThat(room.hasEnded(back)).isTrue();
        assertThat(room.join(ghostly).number()).isGreaterThan(last.number());
    }

    /** Invariant 8, among those who came back as well. */
    @Test
    void whoComesBackLaterStandsBehindWhoCameBackBefore() {
        var room = TestRoom.of(server, Map.of("capacity", 2, "grace", 1));
        var first = TestRoom.somebody();
        var second = TestRoom.somebody();
        room.join(first);
        room.join(second);
        var inside = List.of(room.join(), room.join());
        await().atMost(SOON).until(() -> inside.stream().allMatch(next -> room.enter(next) instanceof Place.Admitted));

        var early = room.join(second);
        assertThat(room.position(early)).isEqualTo(1);
        assertThat(room.position(room.join(first))).isEqualTo(2);
        assertThat(room.position(early)).as("a position never gets worse").isEqualTo(1);
    }

    /** W7, W10: polling is not showing up, a booking call is. */
    @Test
    void theFirstBookingCallBeginsTheSession() {
        var room = TestRoom.of(server, Map.of("capacity", 1, "grace", 1, "session", 600));
        var token = room.join();
        room.enter(token);

        assertThat(room.place(token))
                .isInstanceOfSatisfying(
                        Place.Admitted.class,
                        inside -> assertThat(inside.until())
                                .isBetween(
                                        server.clock().instant().plusSeconds(590),
                                        server.clock().instant().plusSeconds(600)));
    }

    /** W10 */
    @Test
    void aLaterBookingCallLeavesTheSessionAsItIs() {
        var room = TestRoom.of(server, Map.of("capacity", 1, "session", 600));
        var token = room.join();
        assertThat(standing(room, token).entered()).isTrue();
        room.change(Map.of("session", 60));

        var later = standing(room, token);

        assertThat(later.entered()).isFalse();
        assertThat(later.inside()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
    }

    /** What Redis says to a booking call. */
    private RoomStore.Standing standing(TestRoom room, QueueToken token) {
        return server.bean(RoomStore.class)
                .enter(token, server.bean(RuleBook.class).of(room.id()));
    }

    /** W11 */
    @Test
    void whoHasNotShownUpAndStaysLongerTakesOneSlot() {
        var room = TestRoom.of(server, Map.of("capacity", 2));
        var called = room.join();
        var rules = server.bean(RuleBook.class).of(room.id());

        server.bean(RoomStore.class).stay(room.id(), called.user(), rules, Duration.ofMinutes(20));

        assertThat(standing(room, called).inside()).isGreaterThan(Duration.ofMinutes(19));
        assertThat(room.isInside(room.join())).isTrue();
    }

    /** W7 */
    @Test
    void aSessionEndsAndItsSlotGoesToTheNext() {
        var room = TestRoom.of(server, Map.of("capacity", 1, "session", 1));
        var token = room.join();
        var next = room.join();
        room.enter(token);

        await().atMost(SOON).until(() -> room.isInside(next));
        assertThat(room.enter(token)).isInstanceOf(Place.Ended.class);
    }

    /** W12 */
    @Test
    void whileARoomIsPausedPeopleJoinAndNobodyIsCalledIn() {
        var room = TestRoom.of(server, Map.of("capacity", 2));
        var inside = room.join();
        room.change(Map.of("paused", true));
        var waiting = room.join();
        room.state();

        assertThat(room.enter(inside)).isInstanceOf(Place.Admitted.class);
        assertThat(room.position(waiting)).isEqualTo(1);

        room.change(Map.of("paused", false));
        await().atMost(SOON).until(() -> room.isInside(waiting));
    }

    /** W12 */
    @Test
    void aSmallerRoomThrowsNobodyOutAndALargerOneCallsInAtOnce() {
        var room = TestRoom.of(server, Map.of("capacity", 3));
        var line = room.line(8);

        room.change(Map.of("capacity", 1));
        assertThat(line.stream().filter(room::isInside)).isEqualTo(line.subList(0, 3));
        room.leave(line.get(0));
        room.leave(line.get(1));
        assertThat(line.stream().filter(room::isInside)).containsExactly(line.get(2));
        assertThat(room.position(line.get(3))).isEqualTo(1);

        room.change(Map.of("capacity", 4));
        assertThat(line.stream().filter(room::isInside)).isEqualTo(line.subList(2, 6));
    }

    /** O2 */
    @Test
    void organizersSeeARoomAndChangeOnlyWhatTheyName() {
        var room = TestRoom.of(server, Map.of("capacity", 2, "admitPerMinute", 6000, "session", 120, "grace", 30));
        room.line(5);
        room.change(Map.of("capacity", 1));
        var path = "/admin/waiting-rooms/" + room.show().concertId();
        var shown = room.organizer().get(path).body();

        assertThat(shown.path("policy").asString()).isEqualTo("SLOTS");
        assertThat(shown.path("capacity").asInt()).isEqualTo(1);
        assertThat(shown.path("admitPerMinute").asInt()).isEqualTo(6000);
        assertThat(shown.path("session").asInt()).isEqualTo(120);
        assertThat(shown.path("grace").asInt()).isEqualTo(30);
        assertThat(shown.path("paused").asBoolean()).isFalse();
        assertThat(shown.path("waiting").asInt()).isEqualTo(3);
        assertThat(shown.path("inside").asInt()).isEqualTo(2);
        assertThat(shown.path("admittedLastMinute").asInt()).isEqualTo(2);

        assertThat(room.change(Map.of("admitPerMinute", 0))
                        .body()
                        .path("admitPerMinute")
                        .isNull())
                .isTrue();
        assertThat(room.organizer().get("/admin/waiting-rooms/lobby").status()).isEqualTo(200);
    }

    /** W12 */
    @Test
    void everyChangeIsKeptWithWhoAndWhen() {
        var room = TestRoom.of(server, Map.of("capacity", 2));
        room.change(Map.of("paused", true));

        assertThat(server.jdbc()
                        .sql("""
                                select detail ->> 'capacity' || ' ' || (detail ->> 'paused') from audit_entry
                                 where act = 'waiting-room.change' and subject = :room order by id""")
                        .param("room", room.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("2 false", "2 true");
    }

    /** O2 */
    @Test
    void aRoomIsChangedByOrganizersOnlyAndOnlySensibly() {
        var room = TestRoom.of(server, Map.of());
        var path = "/admin/waiting-rooms/" + room.show().concertId();
        assertThat(Fans.signUp(server).api().get(path).status()).isEqualTo(403);
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("policy", "LOTTERY"),
                Map.of("capacity", -1),
                Map.of("session", 0),
                Map.of("grace", 100_000),
                Map.of("admitPerMinute", "many"))) {
            assertThat(room.organizer().put(path, wrong).status())
                    .as("%s", wrong)
                    .isEqualTo(400);
        }
        var plain = dev.frontrow.Stage.plain(server);
        for (var none : List.of("999999999", "hall", String.valueOf(plain.concertId()))) {
            var answer = room.organizer().get("/admin/waiting-rooms/" + none);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error()).isEqualTo("WAITING_ROOM_NOT_FOUND");
        }
    }

    /** W7: admitPerMinute on top of the capacity. */
    @Test
    void noMoreAreCalledInThanTheRateAllows() {
        var room = TestRoom.of(server, Map.of("capacity", 1000, "admitPerMinute", 1200));
        var begun = System.nanoTime();
        room.line(100);
        await().atMost(SOON).until(() -> room.state().serving() >= 60);
        var state = room.state();
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(state.serving()).isLessThanOrEqualTo(20 + elapsed.toMillis() / 50 + 1);
    }

    /** W7: a room that was full and then is large again is not emptied into it in one go that stops Redis. */
    @Test
    void oneRunOfAScriptTouchesABoundedNumberOfPeople() {
        var room = TestRoom.of(server, Map.of("capacity", 0));
        var store = server.bean(RoomStore.class);
        var closed = server.bean(RuleBook.class).of(room.id());
        var line = Stream.generate(() -> store.join(room.id(), TestRoom.somebody(), null, closed))
                .limit(1_200)
                .toList();
        var open =
                new RoomRules(new Policy.Slots(10_000, null), closed.session(), closed.grace(), closed.doors(), null);

        assertThat(store.tick(room.id(), open).serving()).isEqualTo(500);
        assertThat(store.tick(room.id(), open).more()).isTrue();
        var last = store.tick(room.id(), open);
        assertThat(last.serving()).isEqualTo(line.size());
        assertThat(last.more()).isFalse();
    }

    /** W9 */
    @Test
    void theEstimateFollowsTheRateSeen() {
        var room = TestRoom.of(server, Map.of("capacity", 0));
        var line = room.line(30);
        assertThat(room.place(line.getLast()))
                .isInstanceOfSatisfying(
                        Place.Waiting.class,
                        waiting -> assertThat(waiting.estimate()).isNull());

        room.change(Map.of("capacity", 10));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(room.place(line.getLast()))
                        .isInstanceOfSatisfying(Place.Waiting.class, waiting -> {
                            assertThat(waiting.position()).isEqualTo(20);
                            assertThat(waiting.estimate())
                                    .extracting(Estimate::likely)
                                    .isEqualTo(Duration.ofMinutes(2));
                            assertThat(waiting.pollAfter())
                                    .as("a tenth of that, were the rate known")
                                    .hasSeconds(1);
                        }));
    }
}
