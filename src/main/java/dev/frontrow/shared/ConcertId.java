package dev.frontrow.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which concert; a plain number in JSON, paths and queries. */
public record ConcertId(@JsonValue long value) {

    @JsonCreator
    public ConcertId {}

    public static ConcertId valueOf(String text) {
        return new ConcertId(Ids.number(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
