package dev.frontrow.idempotency;

import dev.frontrow.shared.Success;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * What a command answered.
 *
 * @param replayed whether it was answered from memory
 */
public record Answer<T>(T value, boolean replayed) {

    /** The header of an answer from memory (M4). */
    public static final String REPLAYED = "Idempotency-Replayed";

    public <U> Answer<U> map(Function<T, U> change) {
        return new Answer<>(change.apply(value), replayed);
    }

    /** In the envelope, marked when it is a replay. */
    public ResponseEntity<Success<T>> toResponse() {
        var response = ResponseEntity.ok();
        if (replayed) {
            response.header(REPLAYED, "true");
        }
        return response.body(Success.of(value));
    }
}
