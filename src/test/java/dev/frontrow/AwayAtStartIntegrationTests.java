package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** E1: a server starts where nobody listens at Redis's port and Kafka's name is unknown, as in containers. */
@ExtendWith(OutputCaptureExtension.class)
class AwayAtStartIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "--spring.data.redis.url=redis://127.0.0.1:1", "--spring.kafka.bootstrap-servers=kafka.invalid:9092");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** Nobody has asked for anything yet. */
    @Test
    void itIsReadyAndTellsOnceThatBothAreAway(CapturedOutput output) {
        var meters = Meters.of(server);
        for (var service : List.of("Redis", "Kafka")) {
            await().atMost(SOON).until(() -> meters.of("frontrow.service.away", "service", service) == 1);
            assertThat(output.getAll()).containsOnlyOnce(service + " is away");
        }
        assertThat(meters.of("frontrow.service.away", "service", "PostgreSQL")).isZero();
        assertThat(new Api(server.origin() + "/actuator", null, Map.of())
                        .get("/health/readiness")
                        .status())
                .isEqualTo(200);
        assertThat(output.getAll().lines())
                .noneMatch(line -> line.matches("\\s+at .*"))
                .filteredOn(line -> line.matches("\\d{4}-\\S+ (WARN|ERROR).*")) // not what Logback says of itself
                .hasSize(2);
        assertThat(meters.of("frontrow.consumers.restarted")).isZero();
        assertThat(server.bean(KafkaListenerEndpointRegistry.class).getListenerContainers())
                .isNotEmpty()
                .noneMatch(consumer -> consumer.isRunning());
    }
}
