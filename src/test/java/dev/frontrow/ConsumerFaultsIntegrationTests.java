package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/** E1, E3: an event that no try can handle is told to the log, and does not block those behind it. */
@ExtendWith(OutputCaptureExtension.class)
class ConsumerFaultsIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestServer server = TestServer.shared();

    @Test
    void anEventThatCannotBeHandledIsPassedOver(CapturedOutput output) {
        var show = Stage.plain(server);
        var fan = UUID.randomUUID();
        var lock = "seat:{" + show.performanceId() + "}:1";
        var redis = server.bean(StringRedisTemplate.class);
        redis.opsForValue().set(lock, fan.toString());
        tell(show, "no event at all");
        tell(show, lapse(show, fan, "null"));
        tell(show, lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis.hasKey(lock));
        assertThat(output.getAll()).contains("passed over");
    }

    private static String lapse(Stage.Show show, UUID fan, String seats) {
        var facts = "\"concertId\":%d,\"performanceId\":%d,\"userId\":\"%s\",\"seatNumbers\":%s"
                .formatted(show.concertId(), show.performanceId(), fan, seats);
        var ids = "\"eventId\":\"%1$s\",\"reservationId\":\"%1$s\"".formatted(UUID.randomUUID());
        return "{\"type\":\"HoldLapsed\",\"occurredAt\":\"2026-01-01T00:00:00Z\"," + ids + "," + facts + "}";
    }

    @SuppressWarnings("unchecked") // the one template there is
    private void tell(Stage.Show show, String event) {
        KafkaTemplate<String, String> kafka = server.bean(KafkaTemplate.class);
        kafka.executeInTransaction(
                producer -> producer.send("frontrow.reservations", Long.toString(show.performanceId()), event)
                        .join());
    }
}
