package dev.frontrow.shared;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something in the request is not as it must be; the answer names each field and what is wrong with it. */
public final class InvalidRequest extends Problem {

    /**
     * One field and what is wrong with it.
     *
     * @param field the member, parameter or header; empty when it is the request as a whole
     * @param message a key of {@code messages*.properties}, or else the sentence itself
     */
    public record Field(String field, String message) {}

    private final transient List<Field> fields;

    public InvalidRequest(List<Field> fields) {
        super(Kind.INVALID, "INVALID_REQUEST");
        this.fields = List.copyOf(fields);
    }

    public InvalidRequest(String field, String message) {
        this(List.of(new Field(field, message)));
    }

    public List<Field> fields() {
        return fields;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return Map.of("fields", fields);
    }
}
