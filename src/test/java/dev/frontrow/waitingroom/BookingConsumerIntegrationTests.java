package dev.frontrow.waitingroom;

import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.outbox.Event;
import dev.frontrow.payment.PaymentCompleted;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.SeatsHeld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** W11, E3: what a crash after the commit left to Kafka. */
class BookingConsumerIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestServer server = TestServer.shared();
    private final TestRoom room = TestRoom.of(server, Map.of("capacity", 1));
    private final QueueToken token = room.join();

    /** Told again and again: news of a payment spare a place that was not there a second before. */
    @Test
    void aPaymentToldOnKafkaEndsThePlace() {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).until(() -> {
            tell(payment());
            return room.hasEnded(token);
        });
    }

    @Test
    void aHoldToldOnKafkaKeepsTheSession() {
        room.enter(token);
        var until = server.clock().instant().plus(Duration.ofHours(1));
        tell(new SeatsHeld(
                UUID.randomUUID(),
                server.clock().instant(),
                new ReservationId(UUID.randomUUID()),
                Objects.requireNonNull(room.id().concert()),
                new PerformanceId(room.show().performanceId()),
                token.user(),
                List.of(1),
                50_000,
                until));

        await().atMost(SOON)
                .until(() -> room.place(token) instanceof Place.Admitted inside
                        && inside.until().isAfter(until.minusSeconds(1)));
    }

    private PaymentCompleted payment() {
        return new PaymentCompleted(
                UUID.randomUUID(),
                server.clock().instant(),
                UUID.randomUUID(),
                new ReservationId(UUID.randomUUID()),
                Objects.requireNonNull(room.id().concert()),
                new PerformanceId(room.show().performanceId()),
                token.user(),
                List.of(1),
                50_000);
    }

    @SuppressWarnings("unchecked") // the one template there is
    private void tell(Event event) {
        var json = server.bean(JsonMapper.class).writeValueAsString(event);
        KafkaTemplate<String, String> kafka = server.bean(KafkaTemplate.class);
        kafka.executeInTransaction(
                producer -> producer.send(event.topic(), event.key(), json).join());
    }
}
