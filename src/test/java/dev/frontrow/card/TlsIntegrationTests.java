package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** P5: as money is taken in earnest: over TLS, and by card only. */
class TlsIntegrationTests {

    private static final String PASSWORD = "changeit";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path folder;

    private static TestServer server;
    private static HttpClient trusting;

    @BeforeAll
    static void start() throws Exception {
        var file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        server = TestServer.start(
                "--server.ssl.key-store=" + file,
                "--server.ssl.key-store-password=" + PASSWORD,
                "--frontrow.wallet.free-charge=false");
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        trusting = HttpClient.newBuilder().sslContext(context).build();
    }

    @AfterAll
    static void stop() {
        trusting.close();
        server.stop();
    }

    /** And browsers are told to stay on it, and not to trust anything else. */
    @Test
    void theServerSpeaksTlsAndTellsBrowsersToKeepToIt() throws Exception {
        var answer = send("/concerts", null, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).containsKey("strict-transport-security");
        assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=(self)", "microphone=()");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
    }

    @Test
    void withoutTlsNothingIsAnswered() {
        assertThatThrownBy(() -> {
                    try (var plain = HttpClient.newHttpClient()) {
                        plain.send(
                                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port()))
                                        .build(),
                                BodyHandlers.ofString());
                    }
                })
                .as("nobody vouches for this certificate")
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(server.api().get("/concerts").status()).isEqualTo(400);
    }

    /** P5: {@code frontrow.wallet.free-charge=false}. */
    @Test
    void whereChargingIsNotFreeACardPays() throws Exception {
        var account = Map.of("username", "Kim", "email", "kim@frontrow.test", "password", "a long password");
        body(send("/users", account, null));
        var logIn = body(send("/auth/login", account, null));
        var token = logIn.path("accessToken").asString();
        var user = "/users/" + logIn.path("userId").asString();
        var free = send(user + "/balance/charge", Map.of("amount", 100), token);
        assertThat(free.statusCode()).isEqualTo(400);
        assertThat(body(free).path("error").asString()).isEqualTo("PAYMENT_METHOD_REQUIRED");
        var card = Map.of("cardNumber", Counter.GOOD, "expiry", "12/39", "holder", "Kim");
        var method = body(send(user + "/payment-methods", card, token))
                .path("paymentMethodId")
                .asString();
        var charged = send(user + "/balance/charge", Map.of("amount", 100, "paymentMethodId", method), token);
        assertThat(body(charged).path("newBalance").asLong()).isEqualTo(100);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("body");
    }

    private static HttpResponse<String> send(String path, @Nullable Object body, @Nullable String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/api/v1" + path));
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Objects.requireNonNull(JSON.writeValueAsString(body))));
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return trusting.send(request.build(), BodyHandlers.ofString());
    }
}
