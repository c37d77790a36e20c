package dev.frontrow.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, told on Kafka as JSON with {@code eventId}, {@code type}, {@code occurredAt} and the
 * record's own members (E2). Implemented by records named as past facts.
 */
@JsonPropertyOrder({"eventId", "type", "occurredAt"}) // so that a consumer soon sees whether it is interested
public interface Event {

    /** The same at every delivery; what a consumer remembers to have its effect once. */
    UUID eventId();

    Instant occurredAt();

    @JsonIgnore
    String topic();

    /** Events of one key keep their order. */
    @JsonIgnore
    String key();

    @JsonProperty
    default String type() {
        return getClass().getSimpleName();
    }
}
