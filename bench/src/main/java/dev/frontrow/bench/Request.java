package dev.frontrow.bench;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A request as it goes over the wire.
 *
 * @param into where its answer is counted
 * @param due when it was meant to be sent, of {@link System#nanoTime()}; its latency counts from there
 */
record Request(byte[] bytes, Measurement into, long due, Consumer<Answer> then) {

    /** What every path of the API begins with. */
    static final String API = "/api/v1";

    private static final Consumer<Answer> NOTHING = _ -> {};

    /** To be sent now, and nothing comes after it. */
    static Request now(byte[] bytes, Measurement into) {
        return now(bytes, into, NOTHING);
    }

    /** To be sent now. */
    static Request now(byte[] bytes, Measurement into, Consumer<Answer> then) {
        return new Request(bytes, into, System.nanoTime(), then);
    }

    /** What asks for a path; an empty token is none. */
    static byte[] get(String path, String token) {
        return bytes("GET", path, token, "", "");
    }

    /** What posts a body; an empty token is none. */
    static byte[] post(String path, String token, String body) {
        return bytes("POST", path, token, "", body);
    }

    /**
     * Any request.
     *
     * @param headers each with its line end
     * @param body JSON, ASCII only; none when empty
     */
    static byte[] bytes(String method, String path, String token, String headers, String body) {
        var text = new StringBuilder(token.length() + body.length() + 256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\n")
                .append(headers);
        if (!token.isEmpty()) {
            text.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
