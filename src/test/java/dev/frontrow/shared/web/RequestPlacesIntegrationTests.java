package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Meters;
import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** A server that works on one request at once. */
class RequestPlacesIntegrationTests {

    private static final String BODY = "{\"email\":\"nobody@example.com\",\"password\":\"wrong password\"}";

    /** For a body: twice ten seconds, and what a busy machine takes; the usual time would make it two minutes. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start("--frontrow.http.requests-at-once=1", "--management.server.port=0");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aRequestWaitsUntilTheOneBeforeHasItsAnswer() throws IOException {
        try (var first = logIn()) {
            var second = CompletableFuture.supplyAsync(() -> server.api().get("/concerts"));
            await().until(() -> waiting() == 1);
            assertThat(second).isNotDone();

            send(first, BODY);
            await().until(second::isDone);
            assertThat(second.join().status()).isEqualTo(200);
            assertThat(waiting()).isZero();
        }
    }

    @Test
    void connectionsThatAskForNothingTakeNoPlace() throws IOException {
        try (var _ = connected();
                var halfARequest = connected()) {
            send(halfARequest, "GET /api/v1/concerts HTTP/1.1\r\nHost: local");

            assertThat(server.api().get("/concerts").status()).isEqualTo(200);

            send(halfARequest, "host\r\nConnection: close\r\n\r\n");
            assertThat(new String(halfARequest.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoSendsNoBodyLosesThePlaceSoon() throws IOException {
        try (var _ = logIn()) {
            await().atMost(SOON).until(() -> active() == 0);

            assertThat(server.api().get("/concerts").status()).isEqualTo(200);
        }
    }

    @Test
    void streamsLeaveTheirPlacesToOthers() throws IOException {
        try (var stream = connected()) {
            send(stream, "GET /api/v1/waiting-rooms/lobby/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var lines = new Scanner(stream.getInputStream(), StandardCharsets.UTF_8).useDelimiter("\r?\n");
            assertThat(lines.next()).startsWith("HTTP/1.1 200");
            while (!lines.next().startsWith("data:")) {}

            assertThat(CompletableFuture.supplyAsync(
                            () -> server.api().get("/concerts").status()))
                    .succeedsWithin(SOON)
                    .isEqualTo(200);
        }
    }

    @Test
    void healthHasThreadsOfItsOwnAtAPortOfItsOwn() throws IOException, InterruptedException {
        var port = server.bean(Environment.class).getRequiredProperty("local.management.port");
        var health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/liveness"))
                .build();
        try (var first = logIn();
                var http = HttpClient.newHttpClient()) {
            var second = CompletableFuture.supplyAsync(() -> server.api().get("/concerts"));
            await().until(() -> waiting() == 1);

            assertThat(http.send(health, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);

            assertThat(waiting()).isEqualTo(1);
            send(first, BODY);
            await().until(second::isDone);
        }
    }

    /** Everything but its body, for which the server waits. */
    private static Socket logIn() throws IOException {
        await().until(() -> active() == 0);
        var socket = connected();
        send(socket, """
                POST /api/v1/auth/login HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """.formatted(BODY.length()));
        await().until(() -> active() == 1);
        return socket;
    }

    private static Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        to.getOutputStream().flush();
    }

    private static double active() {
        return Meters.of(server).of("frontrow.requests.active");
    }

    private static double waiting() {
        return Meters.of(server).of("frontrow.requests.waiting");
    }
}
