package dev.frontrow.shared;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is to read. Expected, so it carries no stack trace and is logged by nobody as an error; the
 * envelope is made of it in one place. The stable {@code error} name is also the key of its message in
 * {@code messages*.properties}.
 */
public abstract class Problem extends RuntimeException {

    /** What sort of refusal it is; decides the HTTP status and nothing else does. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        GONE(410),
        TOO_LARGE(413),
        UNPROCESSABLE(422),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String error;
    private final transient List<Object> arguments;

    protected Problem(Kind kind, String error, Object... arguments) {
        super(error, null, false, false);
        this.kind = kind;
        this.error = error;
        this.arguments = List.of(arguments);
    }

    public Kind kind() {
        return kind;
    }

    /** The stable name, such as {@code SEAT_ALREADY_RESERVED}. */
    public String error() {
        return error;
    }

    /** What the message's placeholders {@code {0}}, {@code {1}} … stand for. */
    public List<Object> arguments() {
        return arguments;
    }

    /** Further members of the envelope's body, such as the numbers of the taken seats; none by default. */
    public Map<String, @Nullable Object> details() {
        return Map.of();
    }

    /** Further headers of the answer; none by default. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** When asking again makes sense, sent as {@code Retry-After}; null when it does not depend on time. */
    public @Nullable Duration retryAfter() {
        return null;
    }
}
