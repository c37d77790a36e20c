package dev.frontrow.outbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads events back from their JSON. */
@Component
public class Events {

    private final JsonMapper json;

    Events(JsonMapper json) {
        this.json = json;
    }

    /**
     * The event, when it is of that type, or of one that this sealed type permits; empty when it is another of the
     * same topic.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON or lacks what the type needs
     */
    public <E extends Event> Optional<E> read(String value, Class<E> type) {
        var name = typeOf(value);
        return types(type)
                .filter(one -> one.getSimpleName().equals(name))
                .findFirst()
                .map(one -> json.readValue(value, one));
    }

    /**
     * Hands over, one after the other, those of a batch that are of that type. For a listener of batches, which costs
     * far less than one that is called for each event.
     *
     * @throws BatchListenerFailedException for the first one that is no event or cannot be handled: it alone is tried
     *     again or passed over, with those behind it yet to come
     */
    public <E extends Event> void each(List<String> batch, Class<E> type, Consumer<E> handle) {
        for (int i = 0; i < batch.size(); i++) {
            try {
                read(batch.get(i), type).ifPresent(handle);
            } catch (RuntimeException failed) {
                throw new BatchListenerFailedException("event " + i + " of a batch", failed, i);
            }
        }
    }

    /** Reads no further than to the type: most consumers want few of a topic's events. */
    private String typeOf(String value) {
        try (var parser = json.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = parser.currentName().equals("type");
                parser.nextToken();
                if (isType) {
                    return parser.getValueAsString("");
                }
                parser.skipChildren();
            }
            return "";
        }
    }

    private static <E extends Event> Stream<Class<? extends E>> types(Class<E> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).map(one -> one.asSubclass(type))
                : Stream.of(type);
    }
}
