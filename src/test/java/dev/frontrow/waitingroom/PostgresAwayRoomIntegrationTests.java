package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Meters;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.embedded.Services;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** W12, W15: rooms go on without PostgreSQL, by the rules and the opening that were known last. */
class PostgresAwayRoomIntegrationTests {

    private static final int ROOMS = 8;
    /** A second of grace, a tick, time for a busy machine; were each room to wait for PostgreSQL, it took longer. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static final int AT_ONCE = 8;
    private static final int ASKING = 10 * AT_ONCE;
    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final Duration AT_A_BUSY_MOMENT = Duration.ofSeconds(1);

    private static Services services;
    private static TestServer server;

    @BeforeAll
    static void start() {
        services = Services.start(TestServer.freshFolder());
        var arguments = Stream.concat(
                Stream.of(services.arguments()), Stream.of("--frontrow.http.requests-at-once=" + AT_ONCE));
        server = TestServer.start(arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    @Test
    void withPostgresGonePeopleAreCalledInAndNobodyBeforeTheOpening() {
        var open = Stream.generate(() -> TestRoom.of(server, Map.of("capacity", 1, "grace", 1)))
                .limit(ROOMS)
                .toList();
        var ahead = ahead();
        ahead.join();
        services.postgres().kill();
        try {
            open.forEach(room -> room.line(2));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(open)
                            .allMatch(room ->
                                    server.bean(Admission.class).of(room.id()).serving() == 2));
            assertThat(ahead.place(ahead.join())).isInstanceOf(Place.Waiting.class);
        } finally {
            services.postgres().start();
        }
        await().atMost(NOTICED).until(() -> !isAway());
    }

    /** Who asks for what only PostgreSQL knows must not keep the places of those who do not. */
    @Test
    void withPostgresSilentWhoPollsOrJoinsIsAnsweredHoweverManyAskForTheirBalance() {
        var room = TestRoom.of(server, Map.of("capacity", 1));
        var fan = Fans.signUp(server);
        var late = Fans.signUp(server);
        room.line(1);
        var polls = room.queued(fan);
        var withdrawn = TestRoom.of(server, Map.of("capacity", 1));
        assertThat(withdrawn
                        .organizer()
                        .delete("/admin/concerts/" + withdrawn.show().concertId())
                        .status())
                .isEqualTo(200);
        assertThat(withdrawn.ask(fan).status()).isEqualTo(404);
        var done = new AtomicBoolean();
        services.postgres().pause();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Runnable askForTheBalance = () -> {
                while (!done.get()) {
                    fan.api().get("/users/" + fan.userId() + "/balance");
                }
            };
            Stream.generate(() -> askForTheBalance).limit(ASKING).forEach(threads::execute);
            try {
                await().atMost(NOTICED).until(() -> isAway() && isPrompt(polls));
                await().during(SOON).atMost(SOON.multipliedBy(2)).until(() -> isPrompt(polls));
                assertThat(room.ask(late).status()).isEqualTo(200);
                assertThat(withdrawn.ask(late).status()).isEqualTo(404);
            } finally {
                done.set(true);
            }
        } finally {
            services.postgres().resume();
        }
        await().atMost(NOTICED).until(() -> !isAway());
    }

    /** Also before anybody has noticed: the seats left may be a moment old, an answer may not. */
    @Test
    void whoPollsDoesNotWaitForAPostgresThatHasJustFallenSilent() {
        var room = TestRoom.of(server, Map.of("capacity", 1));
        room.line(1);
        var polls = Fans.signUp(server, AT_ONCE).stream().map(room::queued).toList();
        polls.forEach(PostgresAwayRoomIntegrationTests::isPrompt);
        services.postgres().pause();
        try {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < SOON.toNanos()) {
                assertThat(polls.parallelStream().allMatch(PostgresAwayRoomIntegrationTests::isPrompt))
                        .isTrue();
                assertThat(server.bean(RoomBoard.class).of(room.id()).soldOut()).isFalse();
            }
        } finally {
            services.postgres().resume();
        }
        await().atMost(NOTICED).until(() -> !isAway());
    }

    private static boolean isAway() {
        return Meters.of(server).of("frontrow.service.away", "service", "PostgreSQL") == 1;
    }

    private static boolean isPrompt(Api polls) {
        long begun = System.nanoTime();
        var answer = polls.get("/token");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return System.nanoTime() - begun < AT_A_BUSY_MOMENT.toNanos();
    }

    private static TestRoom ahead() {
        var tomorrow = server.clock().instant().plus(Duration.ofDays(1)).toString();
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", tomorrow));
        return new TestRoom(server, show, Fans.organizer(server).api());
    }
}
