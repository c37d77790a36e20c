package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The waiting room of a concert that no other test knows, steered as organizers do it. */
record TestRoom(TestServer server, Stage.Show show, Api organizer) {

    static TestRoom of(TestServer server, Map<String, Object> rules) {
        var show = Stage.with(server, Map.of("ownWaitingRoom", true));
        var room = new TestRoom(server, show, Fans.organizer(server).api());
        room.change(rules);
        return room;
    }

    RoomId id() {
        return new RoomId(new ConcertId(show.concertId()));
    }

    Api.Answer change(Map<String, Object> rules) {
        var answer = organizer.put("/admin/waiting-rooms/" + show.concertId(), rules);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    /** W12: within a second. */
    void awaitSameRulesAt(TestServer instance) {
        var here = server.bean(RuleBook.class).of(id());
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> instance.bean(RuleBook.class).of(id()).equals(here));
    }

    /** Somebody without an account: the room itself does not ask for one. */
    static UserId somebody() {
        return new UserId(UUID.randomUUID());
    }

    QueueToken join(UserId user) {
        return joinAt(server, user);
    }

    QueueToken joinAt(TestServer instance, UserId user) {
        return instance.bean(WaitingRooms.class).join(id(), user, null).token();
    }

    QueueToken join() {
        return join(somebody());
    }

    /** A line of people, in order. */
    List<QueueToken> line(int people) {
        return Stream.generate(this::join).limit(people).toList();
    }

    Place place(QueueToken token) {
        return server.bean(WaitingRooms.class).look(token);
    }

    /** The first booking call. */
    Place enter(QueueToken token) {
        return server.bean(WaitingRooms.class).enter(token);
    }

    void leave(QueueToken token) {
        server.bean(WaitingRooms.class).leave(token);
    }

    boolean isInside(QueueToken token) {
        return place(token) instanceof Place.Admitted;
    }

    boolean hasEnded(QueueToken token) {
        return place(token) instanceof Place.Ended;
    }

    long position(QueueToken token) {
        return place(token) instanceof Place.Waiting waiting ? waiting.position() : 0;
    }

    RoomState state() {
        return server.bean(RoomStore.class)
                .tick(id(), server.bean(RuleBook.class).of(id()));
    }

    /** Asks for a queue token as a browser would. */
    Api.Answer ask(Fan fan) {
        return fan.api()
                .as(fan.accessToken())
                .post("/token", Map.of("userId", fan.userId(), "concertId", show.concertId()));
    }

    /** The same fan speaking with a new queue token. */
    Api queued(Fan fan) {
        return fan.api().as(ask(fan).body().path("token").asString());
    }

    /** As a client that gets 503 asks again. */
    static <T> T patiently(Callable<T> act) {
        try {
            return act.call();
        } catch (Unavailable away) {
            return await().atMost(Duration.ofSeconds(30))
                    .ignoreException(Unavailable.class)
                    .until(act, Objects::nonNull);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
