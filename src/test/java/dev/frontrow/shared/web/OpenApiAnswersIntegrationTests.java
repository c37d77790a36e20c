package dev.frontrow.shared.web;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Q5: answers are as they are described, be there a null or not. That every answer that a test sees fits its schema,
 * and has no member too many, is checked as it comes in; these tests see to it that the answers that vary are among
 * them.
 */
class OpenApiAnswersIntegrationTests {

    private static final long POINTS = 200_000;
    private static final Duration AHEAD = Duration.ofDays(1);

    private final TestServer server = TestServer.shared();
    private final Api organizer = Fans.organizer(server).api();

    @Test
    void aPageThatIsTheLastOneAndOneThatIsNot() {
        var buyer = Buyer.with(server, Stage.plain(server), POINTS);
        assertThat(buyer.hold(1).status()).isEqualTo(201);
        assertThat(buyer.hold(2).status()).isEqualTo(201);
        assertNull(buyer.fan().api().get("/reservations"), "/nextCursor");
        assertNotNull(buyer.fan().api().get("/reservations?size=1"), "/nextCursor");
        assertNotNull(organizer.get("/admin/users?size=1"), "/nextCursor");
        assertNull(organizer.get("/admin/users?query=" + buyer.fan().email()), "/nextCursor");
    }

    @Test
    void aChargeThatCostNothingAndAPaymentInTheHistory() {
        var buyer = Buyer.with(server, Stage.plain(server), POINTS);
        buyer.hold(1);
        assertThat(buyer.pay(1, "once").status()).isEqualTo(200);
        var history = "/users/" + buyer.fan().userId() + "/balance/history";
        var fan = buyer.fan().api().as(buyer.fan().accessToken());
        var all = fan.get(history);
        assertNotNull(all, "/entries/0/reference");
        assertNull(all, "/entries/1/reference");
        assertNull(all, "/nextCursor");
        assertNotNull(fan.get(history + "?size=1"), "/nextCursor");
    }

    @Test
    void aTicketBeforeAndAfterTheDoor() {
        var fan = Sale.plain(server).buys(1);
        var own = fan.api().as(fan.accessToken());
        var reservation = own.get("/reservations")
                .body()
                .at("/reservations/0/reservationId")
                .asString();
        var before = own.get("/reservations/" + reservation + "/tickets");
        assertNull(before, "/tickets/0/checkedInAt");
        var shown = Map.of("code", before.body().at("/tickets/0/code").asString());
        assertNotNull(organizer.post("/admin/check-ins", shown), "/checkedInAt");
        assertNotNull(own.get("/reservations/" + reservation + "/tickets"), "/tickets/0/checkedInAt");
        assertNotNull(organizer.post("/admin/check-ins", shown), "/seatNumber");
    }

    @Test
    void aConcertWithAndWithoutAPerformance() {
        var concert = new HashMap<String, Object>(Map.of("title", "A plain evening", "venue", "Small hall"));
        assertNull(organizer.post("/admin/concerts", concert), "/priceFrom");
        var startsAt = server.clock().instant().plus(AHEAD).toString();
        concert.put("performances", List.of(Map.of("startsAt", startsAt)));
        assertNotNull(organizer.post("/admin/concerts", concert), "/priceTo");
        assertThat(organizer.get("/admin/concerts").status()).isEqualTo(200);
    }

    @Test
    void aRoomThatHasOpenedAndOneThatWill() {
        assertNull(server.api().get("/waiting-rooms/lobby"), "/opensAt");
        assertNull(server.api().get("/waiting-rooms/lobby"), "/draw");
        var opensAt = server.clock().instant().plus(AHEAD).toString();
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opensAt));
        var room = server.api().get("/waiting-rooms/" + show.concertId());
        assertNotNull(room, "/opensAt");
        assertNotNull(room, "/draw");
        assertNull(room, "/draw/seed");
    }

    /** In cycles the wait is known; with slots, nobody has got in yet by whom to tell. */
    @Test
    void aWaitThatIsKnownAndOneThatIsNot() {
        var show = Stage.with(server, Map.of("ownWaitingRoom", true));
        var rules = "/admin/waiting-rooms/" + show.concertId();
        assertNotNull(organizer.put(rules, Map.of("policy", "CYCLE", "capacity", 1, "period", 300)), "/period");
        var first = queued(Fans.signUp(server), show);
        assertNull(validation(first), "/waitingTime");
        var second = queued(Fans.signUp(server), show);
        assertNotNull(validation(second), "/waitingTime");
        assertNotNull(second.get("/token"), "/estimatedWaitRange");
        var waiting = second.get("/seats/dates");
        assertRefusal(waiting, 403, "QUEUE_WAITING", "queuePosition", "estimatedWaitTime");
        assertNotNull(waiting, "/estimatedWaitTime");

        var slots = Stage.with(server, Map.of("ownWaitingRoom", true));
        var shut = organizer.put("/admin/waiting-rooms/" + slots.concertId(), Map.of("capacity", 0));
        assertNull(shut, "/period");
        assertNull(shut, "/admitPerMinute");
        assertNull(shut, "/medianWait");
        var third = queued(Fans.signUp(server), slots);
        assertNull(validation(third), "/waitingTime");
        assertNull(third.get("/token"), "/estimatedWaitRange");
        assertNull(third.get("/seats/dates"), "/estimatedWaitTime");
    }

    @Test
    void refusalsThatTellMore() {
        var show = Stage.plain(server);
        Buyer.with(server, show, POINTS).hold(7);
        assertRefusal(Buyer.with(server, show, POINTS).hold(7), 409, "SEAT_ALREADY_RESERVED", "seats");
        assertRefusal(organizer.post("/admin/concerts", Map.of()), 400, "INVALID_REQUEST", "fields");
    }

    private static Api queued(Fan fan, Stage.Show show) {
        var asked = Map.of("userId", fan.userId(), "concertId", show.concertId());
        var token = fan.api().post("/token", asked).body().path("token").asString();
        return fan.api().as(token);
    }

    private static Api.Answer validation(Api queued) {
        return queued.get("/reservations/token/validation?reservationToken=" + queued.token());
    }

    private static void assertNull(Api.Answer answer, String pointer) {
        assertThat(answer.body().at(pointer).isNull()).as("%s", answer).isTrue();
    }

    private static void assertNotNull(Api.Answer answer, String pointer) {
        var member = answer.body().at(pointer);
        assertThat(member.isMissingNode() || member.isNull()).as("%s", answer).isFalse();
    }
}
