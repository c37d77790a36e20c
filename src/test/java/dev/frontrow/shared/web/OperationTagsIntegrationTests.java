package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Meters;
import dev.frontrow.TestServer;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Q3: what is measured of the requests tells operations and refusals apart, and cannot be made to grow by callers. */
class OperationTagsIntegrationTests {

    private static final String REQUESTS = "http.server.requests";

    private final TestServer server = TestServer.shared();
    private final Meters meters = Meters.of(server);

    @Test
    void anOperationIsOneSeriesWhosePathIsATemplate() {
        var fan = Fans.signUp(server);
        fan.api().get("/users/" + fan.userId() + "/balance");
        await().untilAsserted(() -> assertThat(meters.of(
                        REQUESTS,
                        "uri",
                        "/api/v1/users/{userId}/balance",
                        "method",
                        "GET",
                        "status",
                        "200",
                        "refusal",
                        "none"))
                .isPositive());
        assertThat(meters.values(REQUESTS, "uri")).noneMatch(uri -> uri.matches(".*[0-9a-f]{8}-.*"));
    }

    @Test
    void aRefusalIsNamed() {
        server.api().post("/auth/login", Map.of("email", UUID.randomUUID() + "@frontrow.test", "password", "secret"));
        server.api().get("/seats/dates");
        server.api().as("junk").get("/seats/dates");
        server.api().get("/probe/failures/fault");
        await().untilAsserted(() -> assertThat(meters.values(REQUESTS, "refusal")) // noted after the answer is sent
                .contains("none", "BAD_CREDENTIALS", "TOKEN_INVALID", "INTERNAL_ERROR"));
        await().untilAsserted(
                        () -> assertThat(meters.of(REQUESTS, "uri", "/api/v1/auth/login", "refusal", "BAD_CREDENTIALS"))
                                .isPositive());
    }

    @Test
    void pathsAndMethodsThatNobodyKnowsShareOneSeries() {
        Stream.generate(() -> "/" + UUID.randomUUID())
                .limit(20)
                .forEach(path -> server.api().get(path));
        Stream.generate(() -> "NONSENSE" + UUID.randomUUID().toString().substring(9, 13))
                .limit(20)
                .forEach(method -> server.api().send(method, "/concerts", null));
        assertThat(meters.values(REQUESTS, "uri")).noneMatch(uri -> uri.matches(".*[0-9a-f]{8}-.*"));
        assertThat(meters.values(REQUESTS, "method")).noneMatch(method -> method.startsWith("NONSENSE"));
    }
}
