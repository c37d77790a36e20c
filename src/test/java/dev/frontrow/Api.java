package dev.frontrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as any client sees it: HTTP and JSON, nothing of the server's own types. */
public record Api(String baseUrl, @Nullable String token, Map<String, String> headers) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An answer: its status, its envelope and its headers. */
    public record Answer(int status, JsonNode envelope, HttpHeaders headers) {
        /** The envelope's body. */
        public JsonNode body() {
            return envelope.path("body");
        }

        /** The stable name of a refusal. */
        public String error() {
            return body().path("error").asString("");
        }
    }

    public static Api at(String origin) {
        return new Api(origin + "/api/v1", null, Map.of());
    }

    public Api as(String bearer) {
        return new Api(baseUrl, bearer, headers);
    }

    public Api with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Api(baseUrl, token, Map.copyOf(all));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends the body as JSON; a string is sent as it is. */
    public Answer send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            request.method(
                    method, BodyPublishers.ofString(body instanceof String s ? s : JSON.writeValueAsString(body)));
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            var answer = new Answer(
                    response.statusCode(), text.isEmpty() ? JSON.nullNode() : JSON.readTree(text), response.headers());
            Described.check(response.uri(), method, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
