package dev.frontrow.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.outbox.Event;
import java.util.List;

/**
 * A payment that was made. Remembered under its key as its receipt alone.
 *
 * @param news what is to be told of it once it is committed; nothing of one that is remembered
 */
record Paid(@JsonValue Receipt receipt, List<Event> news) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Paid before(Receipt receipt) {
        return new Paid(receipt, List.of());
    }
}
