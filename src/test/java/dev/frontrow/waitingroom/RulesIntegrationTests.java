package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.Concerts;
import dev.frontrow.identity.AuditLog;
import dev.frontrow.shared.ConcertId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** W12, W15: from when on an instance knows the rules and the opening of a room. */
class RulesIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Map<String, Object> WITHOUT_DATES =
            Map.of("title", "Without a date", "venue", "Hall", "ownWaitingRoom", true, "performances", List.of());

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final Fan organizer = Fans.organizer(server);
    private final Fan fan = Fans.signUp(server);
    private final Instant opensAt =
            server.clock().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void anOpeningIsKnownAtOnceWhereItIsPublished() {
        var concert = aConcertWithoutDates();
        publishDate(concert);
        assertWaitsForTheOpening(server, concert);
    }

    @Test
    void anOpeningPublishedElsewhereIsKnownSoonThoughNobodyAsks() {
        var concert = aConcertWithoutDates();
        var another = aConcertWithoutDates();
        publishDate(concert);
        publishDate(another);
        await().atMost(SOON)
                .until(() -> opensAt.equals(second.bean(RuleBook.class)
                        .of(new RoomId(new ConcertId(another)))
                        .opensAt()));
        assertWaitsForTheOpening(second, concert);
    }

    /** Requests come before what is done by the clock. */
    @Test
    void anInstanceThatStartsKnowsTheRulesFromTheBeginning() {
        var room = TestRoom.of(server, Map.of("capacity", 7, "paused", true));
        var starting = new RuleBook(
                server.bean(RuleStore.class),
                server.bean(AuditLog.class),
                server.bean(WaitingRoomSettings.class),
                server.bean(Concerts.class),
                server.bean(TransactionTemplate.class));
        assertThat(starting.of(room.id())).isEqualTo(server.bean(RuleBook.class).of(room.id()));
        assertThat(starting.of(room.id()).doors()).isEqualTo(RoomRules.Doors.PAUSED);
    }

    /** So it has no opening, and both instances have read that. */
    private long aConcertWithoutDates() {
        var concert = Stage.publish(server, WITHOUT_DATES).path("concertId").asLong();
        for (var instance : List.of(second, server)) {
            var room = organizer.at(instance).get("/admin/waiting-rooms/" + concert);
            assertThat(room.status()).as("%s", room).isEqualTo(200);
        }
        return concert;
    }

    private void publishDate(long concert) {
        var performance = Map.of(
                "startsAt", opensAt.plus(Duration.ofDays(10)).toString(),
                "onSaleAt", opensAt.toString());
        var answer = organizer.api().post("/admin/concerts/" + concert + "/performances", performance);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    private void assertWaitsForTheOpening(TestServer instance, long concert) {
        var asked = Map.of("userId", fan.userId(), "concertId", concert);
        var place = fan.at(instance).as(fan.accessToken()).post("/token", asked).body();
        assertThat(place.path("status").asString()).isEqualTo("WAITING");
        assertThat(place.path("availableAt").asString()).isEqualTo(opensAt.toString());
    }
}
