package dev.frontrow.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Who a user is; a plain UUID in JSON, paths and queries. */
public record UserId(@JsonValue UUID value) {

    @JsonCreator
    public UserId {}

    public static UserId valueOf(String text) {
        return new UserId(Ids.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
