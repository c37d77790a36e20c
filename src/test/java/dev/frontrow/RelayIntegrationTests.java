package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.embedded.Services;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** E1: of several instances one relays, and it is one that gets through to Kafka. */
class RelayIntegrationTests {

    /** An instance gives a batch up after ten seconds, and the other one has to be given its turn. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final long POINTS = 100_000;

    @Test
    void whereOneInstanceDoesNotReachKafkaAnotherRelaysAndEachSaysWhatIsTrueOfIt() {
        try (var services = Services.start(TestServer.freshFolder())) {
            var cutOff = TestServer.start(Stream.concat(
                            Stream.of(services.arguments()).filter(one -> !one.contains("bootstrap-servers")),
                            Stream.of("--spring.kafka.bootstrap-servers=127.0.0.1:1"))
                    .toArray(String[]::new));
            var buyer = Buyer.with(cutOff, Stage.with(cutOff, Map.of()), POINTS);
            assertThat(buyer.hold(1).status()).isEqualTo(201);
            await().atMost(SOON).until(() -> isAway(cutOff));

            var well = TestServer.start(services.arguments());
            awaitEmptyOutbox(well);
            assertThat(isAway(cutOff)).isTrue();
            assertThat(isAway(well)).isFalse();

            services.kafka().stop();
            assertThat(buyer.hold(2).status()).isEqualTo(201);
            await().atMost(SOON).until(() -> isAway(well));
            services.kafka().start();
            awaitEmptyOutbox(well);
            await().atMost(SOON).until(() -> !isAway(well));
            assertThat(isAway(cutOff)).isTrue();
            well.stop();
            cutOff.stop();
        }
    }

    private static void awaitEmptyOutbox(TestServer server) {
        await().atMost(SOON)
                .until(() -> server.jdbc()
                        .sql("select not exists (select from outbox)")
                        .query(Boolean.class)
                        .single());
    }

    private static boolean isAway(TestServer server) {
        return Meters.of(server).of("frontrow.service.away", "service", "Kafka") == 1;
    }
}
