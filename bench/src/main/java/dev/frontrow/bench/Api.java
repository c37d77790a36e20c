package dev.frontrow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API, one call at a time: what comes before and after the load. */
final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI server;
    private final String token;

    Api(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** An answer. */
    record Reply(int status, JsonNode body) {
        /** What was answered. */
        JsonNode orFail() {
            if (status >= 300) {
                throw new IllegalStateException("The server answered " + status + " " + body);
            }
            return body.get("body");
        }
    }

    /** The API as an organizer who has just logged in. */
    static Api loggedIn(Server server) throws IOException, InterruptedException {
        var organizer = server.organizer();
        var answer = new Api(server.url(), "")
                .call("POST", "/auth/login", Map.of("email", organizer.email(), "password", organizer.password()))
                .orFail();
        return new Api(server.url(), answer.get("accessToken").asString());
    }

    /** What it calls with. */
    String token() {
        return token;
    }

    static boolean answers(URI page) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The entity tag of what is there. */
    String entityTag(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(Request.API + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        return CLIENT.send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    /** Calls an operation; the body is left out when empty. */
    Reply call(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(server.resolve(Request.API + path))
                .timeout(PATIENCE)
                .method(method, publisher)
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, Map.of()).orFail();
    }

    JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call("PUT", path, body).orFail();
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call("POST", path, body).orFail();
    }
}
