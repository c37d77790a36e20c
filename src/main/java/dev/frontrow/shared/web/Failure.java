package dev.frontrow.shared.web;

import dev.frontrow.shared.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What is answered when it is not a success: a refusal of ours, or one that HTTP itself asks for. */
record Failure(
        int status,
        String error,
        List<Object> arguments,
        Map<String, @Nullable Object> details,
        Map<String, String> headers) {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(400, "BAD_REQUEST"),
            Map.entry(401, "TOKEN_INVALID"),
            Map.entry(403, "FORBIDDEN"),
            Map.entry(404, "NOT_FOUND"),
            Map.entry(405, "METHOD_NOT_ALLOWED"),
            Map.entry(406, "NOT_ACCEPTABLE"),
            Map.entry(408, "REQUEST_TIMEOUT"),
            Map.entry(413, "BODY_TOO_LARGE"),
            Map.entry(414, "ADDRESS_TOO_LONG"),
            Map.entry(415, "UNSUPPORTED_MEDIA_TYPE"),
            Map.entry(431, "HEADERS_TOO_LARGE"),
            Map.entry(503, "TEMPORARILY_UNAVAILABLE"));

    static Failure of(Problem problem) {
        var headers = new HashMap<>(problem.headers());
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            headers.put(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
        }
        return new Failure(
                problem.kind().status(), problem.error(), problem.arguments(), problem.details(), Map.copyOf(headers));
    }

    /** Every status has a name: an unknown one from 500 on is {@code INTERNAL_ERROR}, below {@code BAD_REQUEST}. */
    static Failure of(int status) {
        return of(status, Map.of());
    }

    static Failure of(int status, Map<String, String> headers) {
        return named(status, NAMES.getOrDefault(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR"), headers);
    }

    static Failure named(int status, String error) {
        return named(status, error, Map.of());
    }

    private static Failure named(int status, String error, Map<String, String> headers) {
        return new Failure(status, error, List.of(), Map.of(), headers);
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0));
    }
}
