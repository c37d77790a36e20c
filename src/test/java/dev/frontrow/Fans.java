package dev.frontrow;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People who use a server, each known to nobody else's test. */
public final class Fans {

    /** Organizers come with the server's configuration. */
    private static final String ORGANIZER_EMAIL = "admin@frontrow.test";

    private static final String ORGANIZER_PASSWORD = "organizer-password";
    private static final String PASSWORD = "a long enough password";

    private static final int FANS_AT_ONCE = 16;

    /** With an empty room in front. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Fans() {}

    /**
     * Somebody signed up.
     *
     * @param api speaks as that fan: with the access token or, once admitted, with the queue token
     */
    public record Fan(UUID userId, String email, String accessToken, Api api) {
        private Fan with(String token) {
            return new Fan(userId, email, accessToken, api.as(token));
        }

        /** The same person with the same token at another instance. */
        public Api at(TestServer instance) {
            return new Api(instance.api().baseUrl(), api.token(), Map.of());
        }
    }

    /** A new fan with an access token. */
    public static Fan signUp(TestServer server) {
        var name = "fan-" + UUID.randomUUID();
        var email = name + "@frontrow.test";
        var signUp = server.api().post("/users", Map.of("username", name, "email", email, "password", PASSWORD));
        require(signUp, 201);
        return logIn(server, email, PASSWORD);
    }

    /** A new fan inside the lobby. */
    public static Fan admitted(TestServer server) {
        return admitted(server, null);
    }

    /** A new fan inside the concert's waiting room, or the lobby's when null. */
    public static Fan admitted(TestServer server, @Nullable Long concertId) {
        return admit(signUp(server), concertId);
    }

    /** So many new fans inside the lobby, let in side by side. */
    public static List<Fan> admitted(TestServer server, int count) {
        return sideBySide(count, () -> admitted(server));
    }

    /** So many new fans with access tokens. */
    public static List<Fan> signUp(TestServer server, int count) {
        return sideBySide(count, () -> signUp(server));
    }

    private static List<Fan> sideBySide(int count, Supplier<Fan> fan) {
        try (var threads =
                Executors.newFixedThreadPool(FANS_AT_ONCE, Thread.ofVirtual().factory())) {
            var coming = Stream.generate(() -> CompletableFuture.supplyAsync(fan, threads))
                    .limit(count)
                    .toList();
            return coming.stream().map(CompletableFuture::join).toList();
        }
    }

    /** The same fan with a new queue token; whoever is told to try again in a moment does so. */
    public static Fan admit(Fan fan, @Nullable Long concertId) {
        var asked = new HashMap<String, Object>();
        asked.put("userId", fan.userId());
        if (concertId != null) {
            asked.put("concertId", concertId);
        }
        var answer = await().atMost(PATIENCE)
                .until(() -> fan.api().as(fan.accessToken()).post("/token", asked), joined -> joined.status() != 503);
        require(answer, 200);
        var waiting = fan.with(answer.body().path("token").asString());
        await().atMost(PATIENCE)
                .until(() -> waiting.api()
                        .get("/token")
                        .body()
                        .path("status")
                        .asString("")
                        .equals("ADMITTED"));
        return waiting;
    }

    /** The organizer that the server was started with. */
    public static Fan organizer(TestServer server) {
        return logIn(server, ORGANIZER_EMAIL, ORGANIZER_PASSWORD);
    }

    private static Fan logIn(TestServer server, String email, String password) {
        var answer = server.api().post("/auth/login", Map.of("email", email, "password", password));
        require(answer, 200);
        var token = answer.body().path("accessToken").asString();
        var userId = UUID.fromString(answer.body().path("userId").asString());
        return new Fan(userId, email, token, server.api().as(token));
    }

    private static void require(Api.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("wanted " + status + ", got " + answer);
        }
    }
}
