package dev.frontrow.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.Ids;

/** Which performance ({@code concertEventId} in the API); a plain number in JSON, paths and queries. */
public record PerformanceId(@JsonValue long value) {

    @JsonCreator
    public PerformanceId {}

    public static PerformanceId valueOf(String text) {
        return new PerformanceId(Ids.number(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
