package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.embedded.Services;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** W12, W15: rooms go on without PostgreSQL, by the rules and the opening that were known last. */
class PostgresAwayRoomIntegrationTests {

    private static final int ROOMS = 8;
    /** A second of grace, a tick, time for a busy machine; were each room to wait for PostgreSQL, it took longer. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static Services services;
    private static TestServer server;

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
    }

    private static TestRoom ahead() {
        var tomorrow = server.clock().instant().plus(Duration.ofDays(1)).toString();
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", tomorrow));
        return new TestRoom(server, show, Fans.organizer(server).api());
    }
}
