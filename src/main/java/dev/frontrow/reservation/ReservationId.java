package dev.frontrow.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.Ids;
import java.util.UUID;

/** Which reservation; a plain UUID in JSON, paths and queries. */
public record ReservationId(@JsonValue UUID value) {

    @JsonCreator
    public ReservationId {}

    public static ReservationId valueOf(String text) {
        return new ReservationId(Ids.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
