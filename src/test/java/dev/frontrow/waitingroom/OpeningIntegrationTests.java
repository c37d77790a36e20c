package dev.frontrow.waitingroom;

import static dev.frontrow.waitingroom.Opening.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** W15: two instances before, at and after the opening of a concert's own room. */
class OpeningIntegrationTests {

    private static final int FANS = 24;

    private final Opening opening = Opening.ahead();
    private final TestRoom room = opening.room();
    private final TestServer server = opening.server();
    private final TestServer second = opening.second();
    private final List<Fan> people = opening.people();

    /** W5: asking anew is another number, and still one lot per account. */
    @Test
    void whoLeavesBeforeTheDrawHoldsNoSlot() {
        var early = new ArrayList<>(opening.joined(9));
        early.get(2).api().delete("/token");
        early.get(5).api().delete("/token");
        var back = opening.joined(List.of(early.get(5).fan())).getFirst();
        assertThat(back.number()).isEqualTo(10);
        assertThat(back.api().get("/token").body().path("queuePosition").asInt())
                .isEqualTo(8);
        var again = opening.joined(List.of(early.get(0).fan())).getFirst();
        assertThat(again.number()).isEqualTo(early.get(0).number());

        opening.open();
        opening.awaitDrawn();
        assertThat(opening.state(server).path("draw").path("participants").asInt())
                .isEqualTo(10);
        var inOrder = Opening.sorted(
                List.of(
                        again,
                        early.get(1),
                        early.get(3),
                        early.get(4),
                        early.get(6),
                        early.get(7),
                        early.get(8),
                        back),
                opening.published());
        opening.areAdmittedIn(inOrder);
        assertThat(early.get(2).api().get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W13 */
    @Test
    void aLossOfRedisBeforeTheDrawCostsNobodyTheirLot() {
        var early = opening.joined(FANS);
        early.get(3).api().delete("/token");
        opening.awaitCopied();
        var commitment = opening.state(server).path("draw").path("commitment").asString();
        opening.flush();
        early.forEach(one -> one.api().get("/token"));
        var afterwards = opening.joined(people.subList(FANS, FANS + 1));
        assertThat(afterwards.getFirst().number()).isGreaterThan(FANS);
        assertThat(opening.state(server).path("draw").path("commitment").asString())
                .isEqualTo(commitment);

        opening.open();
        opening.awaitDrawn();
        var all = new ArrayList<>(early);
        all.remove(3);
        all.addAll(afterwards);
        assertThat(opening.state(second).path("draw").path("commitment").asString())
                .isEqualTo(commitment);
        opening.areAdmittedIn(Opening.sorted(all, opening.published()));
    }

    /** W13, in the middle of the sale and in the very moment of the draw. */
    @Test
    void aLossOfRedisAfterTheDrawCostsNobodyTheirRank() {
        var early = opening.joined(FANS);
        opening.awaitCopied();
        opening.open();
        opening.flush();
        opening.awaitDrawn();
        early.forEach(one -> one.api().get("/token"));
        var inOrder = Opening.sorted(early, opening.published());
        opening.areAdmittedIn(inOrder.subList(0, 5));
        opening.awaitCopied();
        opening.flush();
        var rest = inOrder.subList(5, inOrder.size());
        var asking = new ArrayList<>(rest);
        Collections.shuffle(asking, new Random(15));
        asking.forEach(one -> one.api().get("/token"));
        assertThat(opening.state(server).path("draw").path("participants").asLong())
                .isEqualTo(opening.published().participants());
        opening.areAdmittedIn(rest);
        assertThat(inOrder.getFirst().api().get("/token").error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
    }

    /** W8: whoever missed the turn comes back to the front, once, with a rank as with a number. */
    @Test
    void aMissedTurnIsMadeUpForAtTheFront() {
        room.change(Map.of("grace", 3));
        room.awaitSameRulesAt(second);
        var early = opening.joined(3);
        opening.open();
        opening.awaitDrawn();
        var inOrder = Opening.sorted(early, opening.published());
        var slow = inOrder.getFirst();
        await().atMost(SOON).until(() -> opening.isAdmitted(inOrder.get(1)));
        var back = opening.joined(List.of(slow.fan())).getFirst();
        assertThat(back.number()).isEqualTo(slow.number());
        assertThat(inOrder.get(2)
                        .api()
                        .get("/token")
                        .body()
                        .path("queuePosition")
                        .asInt())
                .isOne();
        await().atMost(SOON).until(() -> opening.isAdmitted(back));
        await().atMost(SOON).until(() -> opening.isAdmitted(inOrder.get(2)));
        assertThat(opening.joined(List.of(slow.fan())).getFirst().number()).isEqualTo(4);
    }

    /** However many instances freeze and close at once, and whatever they think the number is. */
    @Test
    void instancesThatDrawAtOnceDrawTheSame() throws Exception {
        opening.joined(6);
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
        var early = opening.joined(8);
        var sooner = server.clock().instant().plus(Duration.ofMinutes(10));
        var performance = Map.of(
                "startsAt", room.show().startsAt().plus(Duration.ofDays(1)).toString(), "onSaleAt", sooner.toString());
        assertThat(room.organizer()
                        .post("/admin/concerts/" + room.show().concertId() + "/performances", performance)
                        .status())
                .isEqualTo(201);
        assertThat(early).noneMatch(opening::isAdmitted);
        server.clock().advance(Duration.ofMinutes(11));
        opening.awaitDrawn();
        var first = opening.state(server).path("draw");
        opening.open();
        var late = opening.joined(people.subList(FANS, FANS + 2));
        var inOrder = Opening.sorted(early, opening.published());
        inOrder.addAll(late);
        opening.areAdmittedIn(inOrder);
        assertThat(opening.state(server).path("draw")).isEqualTo(first);
    }

    /** W7: the ranks fill the cycles. */
    @Test
    void inCyclesTheRanksFillThePeriods() {
        room.change(Map.of("policy", "CYCLE", "capacity", 3, "period", 600));
        room.awaitSameRulesAt(second);
        var early = opening.joined(8);
        opening.open();
        opening.awaitDrawn();
        var inOrder = Opening.sorted(early, opening.published());
        await().atMost(SOON).until(() -> inOrder.subList(0, 3).stream().allMatch(opening::isAdmitted));
        assertThat(inOrder.subList(3, 8)).noneMatch(opening::isAdmitted);
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
        assertThat(opening.state(server).path("state").asString()).isEqualTo("DRAWING");
        opening.open();
        opening.awaitDrawn();
        assertThat(opening.state(server).path("draw").path("participants").asInt())
                .isZero();
        opening.areAdmittedIn(opening.joined(4));

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
}
