package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q3: an operator's tools see that the server lives and what it measures, and nothing of its inside. */
class HealthIntegrationTests {

    private final RawHttp raw = new RawHttp(TestServer.shared().port());
    private final Api actuator = new Api(TestServer.shared().origin() + "/actuator", null, Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void theServerSaysThatItIsUpAndNoMore(String path) {
        var answer = actuator.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.envelope().path("status").asString()).isEqualTo("UP");
        assertThat(answer.envelope().has("components")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void aTokenThatIsNoneDoesNotMatter(String path) {
        assertThat(actuator.as("junk").get(path).status()).isEqualTo(200);
    }

    @Test
    void metricsAreThereForPrometheus() {
        var request = "GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        await().untilAsserted(() -> assertThat(raw.exchange(request)) // a request is measured after its answer
                .startsWith("HTTP/1.1 200")
                .contains("jvm_memory_used_bytes", "http_server_requests_seconds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/env", "/beans", "/heapdump", "/loggers", "/mappings", "/shutdown", "/health/db", "/metrics"})
    void nothingElseIsShown(String path) {
        assertThat(actuator.get(path).status()).isEqualTo(404);
    }
}
