package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.embedded.Services;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * E1, E2, E3, H7, invariant 7: what goes on without Kafka, and what Kafka is told when it is back. The server starts
 * while Kafka is away.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaAwayIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** A lapse may be late by 1 s (H7); the rest is the time it takes to ask. */
    private static final Duration LAPSES_WITHIN = Duration.ofMillis(1_500);

    private static final long POINTS = 100_000;
    private static final int BUYERS = 6;
    private static final int ROUNDS = 20;
    private static final int MOST_LINES = 5;
    private static final int FRAMES = 6;

    private static Services services;
    private static TestServer server;
    private static Stage.Show show;
    private static Buyer buyer;

    @BeforeAll
    static void startWithoutKafka() {
        services = Services.start(TestServer.freshFolder());
        services.kafka().stop();
        server = TestServer.start(services.arguments());
        show = Stage.with(server, Map.of("reopen", "IMMEDIATELY"));
        buyer = Buyer.with(server, show, POINTS);
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    @Test
    @Order(1)
    void withoutKafkaSeatsAreHeldPaidCanceledAndLapseInTime(CapturedOutput output) {
        assertThat(buyer.hold(1).status()).isEqualTo(201);
        assertThat(buyer.hold(2).status()).isEqualTo(201);
        assertThat(buyer.hold(3).status()).isEqualTo(201);
        assertThat(buyer.cancel(2).status()).isEqualTo(200);
        assertThat(buyer.pay(1, "pay").status()).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(5));
        await().atMost(LAPSES_WITHIN).until(() -> statusOf(3).equals("AVAILABLE"));
        buyer = buyer.again();
        assertThat(buyer.hold(3).status()).isEqualTo(201);
        assertThat(output.getAll().lines())
                .filteredOn(line -> line.matches(".*(WARN|ERROR|^\\s+at ).*"))
                .hasSizeLessThan(MOST_LINES);
        assertThatWhatHappenedIsMeasured(Meters.of(server));
    }

    private static void assertThatWhatHappenedIsMeasured(Meters meters) {
        assertThat(meters.of("frontrow.reservations", "became", "held")).isEqualTo(4);
        assertThat(meters.of("frontrow.reservations", "became", "paid")).isEqualTo(1);
        assertThat(meters.of("frontrow.reservations", "became", "canceled")).isEqualTo(1);
        assertThat(meters.of("frontrow.reservations", "became", "expired")).isEqualTo(1);
        assertThat(meters.of("frontrow.lapse.lateness")).isEqualTo(1);
        assertThat(meters.of("frontrow.payments")).isEqualTo(1);
        assertThat(meters.of("frontrow.payments.amount")).isEqualTo(50_000);
        assertThat(meters.of("frontrow.outbox.relayed")).isZero();
        await().atMost(SOON).until(() -> meters.of("frontrow.service.away", "service", "Kafka") == 1);
        await().atMost(SOON).until(() -> meters.of("frontrow.outbox.backlog") >= 8);
        assertThat(meters.of("frontrow.outbox.age")).isPositive();
    }

    @Test
    @Order(2)
    void withKafkaBackTheEventsFollowInTheirOrderAndTheirEffectsAreNotDoneAgain() {
        var waiting = server.jdbc()
                .sql("select topic, key, payload from outbox order by id")
                .query((row, number) -> Topics.Told.of(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        assertThat(waiting)
                .extracting(Topics.Told::type)
                .contains("SeatsHeld", "HoldCanceled", "HoldLapsed", "SeatsSold", "PaymentCompleted");
        services.kafka().start();
        awaitEmptyOutbox();
        var meters = Meters.of(server);
        await().atMost(SOON).until(() -> meters.of("frontrow.outbox.backlog") == 0);
        assertThat(meters.of("frontrow.outbox.relayed")).isGreaterThanOrEqualTo(waiting.size());
        assertThat(meters.of("frontrow.service.away")).isZero();
        try (var topics = Topics.at(services.arguments())) {
            var told = topics.until(all -> all.containsAll(waiting));
            assertThat(byKey(told)).containsExactlyInAnyOrderEntriesOf(byKey(waiting));
            await().atMost(SOON).until(() -> topics.isReadBy("frontrow-waiting-room", "frontrow.payments"));
        }
        // The payment that is told only now ended the place before this one.
        assertThat(buyer.fan().api().get("/seats/dates").status()).isEqualTo(200);
        assertThat(statusOf(3)).isEqualTo("HELD");
    }

    @Test
    @Order(3)
    void whatIsBookedWhileKafkaGoesAndComesIsToldCompletely() throws Exception {
        var booked = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var booking = new ArrayList<Future<?>>();
            for (int n = 0; n < BUYERS; n++) {
                int seat = 10 + n;
                booking.add(threads.submit(() -> holdAndCancel(seat, booked)));
            }
            await().atMost(SOON).until(() -> booked.get() > BUYERS);
            services.kafka().stop();
            int then = booked.get();
            await().atMost(SOON).until(() -> booked.get() > then + BUYERS);
            for (var one : booking) {
                one.get();
            }
        }
        services.kafka().start();
        awaitEmptyOutbox();
        try (var topics = Topics.at(services.arguments())) {
            var told = topics.until(all -> ended(all).size() >= BUYERS * ROUNDS + 3);
            assertThat(ended(told))
                    .allSatisfy(
                            (reservation, types) -> assertThat(types).first().isEqualTo("SeatsHeld"));
            assertThat(ended(told).keySet()).containsExactlyInAnyOrderElementsOf(reservationsThatEnded());
        }
    }

    private static void holdAndCancel(int seat, AtomicInteger booked) {
        var one = new Buyer(Fans.admitted(server), show);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(one.hold(seat).status()).isEqualTo(201);
            assertThat(one.cancel(seat).status()).isEqualTo(200);
            booked.incrementAndGet();
        }
    }

    /** What was told of each reservation that was told to have ended, in the order of telling. */
    private static Map<String, List<String>> ended(List<Topics.Told> told) {
        var types = told.stream()
                .filter(event -> event.topic().equals("frontrow.reservations"))
                .collect(Collectors.groupingBy(
                        Topics.Told::reservationId, Collectors.mapping(Topics.Told::type, Collectors.toList())));
        types.values().removeIf(of -> of.size() < 2);
        return types;
    }

    private static List<String> reservationsThatEnded() {
        return server.jdbc()
                .sql("select id::text from reservation where status <> 'HELD'")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    @Order(4)
    void nothingIsToldBeforeItsCommitNorAfterARollBack() {
        var never = UUID.randomUUID();
        try (var topics = Topics.at(services.arguments())) {
            server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                server.bean(Outbox.class).record(cancellation(never));
                assertThat(isTakenDown(never)).isTrue(); // written by now, not only meant to be
                bookAndAwaitTelling(topics, 20);
                status.setRollbackOnly();
            });
            var told = bookAndAwaitTelling(topics, 21);
            assertThat(told).extracting(Topics.Told::eventId).doesNotContain(never.toString());
        }
    }

    /** Within the transaction that runs. */
    private static boolean isTakenDown(UUID event) {
        return server.jdbc()
                .sql("select exists (select from outbox where payload::text like '%' || :event || '%')")
                .param("event", event.toString())
                .query(Boolean.class)
                .single();
    }

    /** E1: as after a cluster that was rebuilt empty. The relay has found the topics there before. */
    @Test
    @Order(5)
    void topicsThatAreGoneAreMadeAgainAsTheyWere() {
        try (var topics = Topics.at(services.arguments())) {
            topics.delete();
        }
        assertThat(new Buyer(Fans.admitted(server), show).hold(22).status()).isEqualTo(201);
        awaitEmptyOutbox();
        try (var topics = Topics.at(services.arguments())) {
            assertThat(topics.partitions().values()).containsExactly(6L, 6L, 6L);
            bookAndAwaitTelling(topics, 23);
        }
    }

    private static List<Topics.Told> bookAndAwaitTelling(Topics topics, int seat) {
        var held = new Buyer(Fans.admitted(server), show).hold(seat);
        assertThat(held.status()).isEqualTo(201);
        var reservation = held.body().path("reservationId").asString();
        return topics.until(
                all -> all.stream().anyMatch(event -> event.reservationId().equals(reservation)));
    }

    private static HoldCanceled cancellation(UUID eventId) {
        return new HoldCanceled(
                eventId,
                server.clock().instant(),
                new ReservationId(UUID.randomUUID()),
                new ConcertId(show.concertId()),
                new PerformanceId(show.performanceId()),
                new UserId(buyer.fan().userId()),
                List.of(20));
    }

    private static void awaitEmptyOutbox() {
        try {
            await().atMost(SOON)
                    .until(() -> server.jdbc()
                            .sql("select not exists (select from outbox)")
                            .query(Boolean.class)
                            .single());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the outbox is not empty; " + whatTheBrokersDo(), e);
        }
    }

    /** Where the threads stand that take and answer calls to the brokers in this JVM; in one line, for a log of CI. */
    private static String whatTheBrokersDo() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> one.getKey().getName().startsWith("data-plane-kafka"))
                .map(one -> one.getKey().getName()
                        + Stream.of(one.getValue())
                                .limit(FRAMES)
                                .map(frame -> " < " + frame.getFileName() + ":" + frame.getLineNumber())
                                .collect(Collectors.joining()))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static Map<String, List<String>> byKey(List<Topics.Told> told) {
        return told.stream()
                .collect(Collectors.groupingBy(
                        event -> event.topic() + " " + event.key(),
                        Collectors.mapping(Topics.Told::eventId, Collectors.toList())));
    }

    private static String statusOf(int seat) {
        return server.seatStatus(show.performanceId(), seat);
    }
}
