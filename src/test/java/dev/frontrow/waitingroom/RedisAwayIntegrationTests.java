package dev.frontrow.waitingroom;

import static dev.frontrow.waitingroom.TestRoom.patiently;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import dev.frontrow.embedded.Services;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** W10, W13: what still works while Redis does not answer, whether it is gone or silent. */
class RedisAwayIntegrationTests {

    private static final String DATES = "/seats/dates";
    /** Three timeouts of a command. */
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static Services services;
    private static TestServer server;

    private TestRoom room;
    private Api inside;
    private Api waiting;
    private Api gone;
    /** Joined and polls elsewhere, in a room where nobody waits: the instance sees the booking calls only. */
    private TestRoom quiet;

    private QueueToken alone;

    @BeforeAll
    static void start() {
        services = Services.start(TestServer.freshFolder());
        server = TestServer.start(services.arguments());
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    @BeforeEach
    void queue() {
        room = TestRoom.of(server, Map.of("capacity", 1));
        gone = room.queued(Fans.signUp(server));
        gone.delete("/token");
        inside = room.queued(Fans.signUp(server));
        waiting = room.queued(Fans.signUp(server));
        assertThat(inside.get(DATES).status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> server.bean(Admission.class).of(room.id()).serving() == 2);
        quiet = TestRoom.of(server, Map.of("capacity", 1));
        alone = quiet.join();
        assertThat(quiet.enter(alone)).isInstanceOf(Place.Admitted.class);
        await().atMost(SOON)
                .until(() -> server.bean(Admission.class).seen().containsKey(quiet.id())
                        && server.bean(Admission.class).of(quiet.id()).serving() == 1);
    }

    private static QueueToken token(Api fan) {
        return server.bean(QueueTokens.class).read(requireNonNull(fan.token()));
    }

    @Test
    void withRedisGoneWhoWasCalledGoesOnBooking() {
        whileAway(Services.Program::kill, Services.Program::start);
    }

    @Test
    void withRedisSilentWhoWasCalledGoesOnBooking() {
        whileAway(Services.Program::pause, Services.Program::resume);
    }

    /** E3: as when Kafka tells of a payment once more. What is not known is refused, and nothing of it is kept. */
    @Test
    void newsOfAnOldPaymentEndNoNewerPlace() {
        var rooms = server.bean(WaitingRooms.class);
        var concert = requireNonNull(quiet.id().concert());
        rooms.endPaid(quiet.id(), alone.user(), null);
        var newer = quiet.join(alone.user());
        await().atMost(SOON)
                .until(() -> server.bean(Admission.class).of(quiet.id()).serving() == newer.number());
        var earlier = server.clock().instant().minus(AN_HOUR);

        services.redis().pause();
        try {
            assertThatThrownBy(() -> rooms.endPaid(concert, alone.user(), earlier))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> quiet.enter(newer)).isInstanceOf(Unavailable.class);
        } finally {
            services.redis().resume();
        }
        assertThat(patiently(() -> quiet.enter(newer))).isInstanceOf(Place.Admitted.class);
        rooms.endPaid(concert, alone.user(), earlier);
        assertThat(quiet.enter(newer)).isInstanceOf(Place.Admitted.class);
    }

    private void whileAway(Consumer<Services.Program> end, Consumer<Services.Program> comeBack) {
        TestRoom unseen;
        QueueToken late;
        do {
            unseen = TestRoom.of(server, Map.of());
            late = unseen.join();
            assertThat(unseen.enter(late)).isInstanceOf(Place.Admitted.class);
        } while (server.bean(Admission.class).of(unseen.id()).serving() > 0); // has been looked at since
        end.accept(services.redis());
        try {
            await().atMost(SOON).until(() -> waiting.get("/token").status() == 503);
            for (var admitted : List.of(token(inside), alone)) {
                await().atMost(SOON).until(() -> server.bean(RecentPlaces.class).admitted(admitted) == null);
            }

            var begun = System.nanoTime();
            assertThat(inside.get(DATES).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
            assertThat(quiet.enter(alone)).isInstanceOf(Place.Admitted.class);
            assertGoesOnUntilPaid(unseen, late);
            assertThat(gone.get(DATES).error()).isEqualTo("QUEUE_TOKEN_EXPIRED");
            for (var answer : new Api.Answer[] {
                waiting.get(DATES), waiting.get("/token"), room.ask(Fans.signUp(server)), waiting.delete("/token")
            }) {
                assertThat(answer.error()).as("%s", answer).isEqualTo("TEMPORARILY_UNAVAILABLE");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            room.change(Map.of("paused", true));
        } finally {
            comeBack.accept(services.redis());
        }
        await().atMost(SOON).until(() -> waiting.get("/token").status() == 200);
        assertThat(waiting.get("/token").body().path("queuePosition").asInt()).isEqualTo(1);
        await().atMost(SOON) // the first calls after an outage are few
                .untilAsserted(() -> assertThat(inside.get("/token"))
                        .extracting(answer -> answer.body().path("status").asString())
                        .isEqualTo("ADMITTED"));
    }

    private static void assertGoesOnUntilPaid(TestRoom room, QueueToken token) {
        assertThat(room.enter(token)).isInstanceOf(Place.Admitted.class);
        assertThatThrownBy(() -> server.bean(WaitingRooms.class).endPaid(room.id(), token.user(), null))
                .isInstanceOf(Unavailable.class);
        assertThat(room.enter(token)).isInstanceOf(Place.Ended.class);
    }
}
