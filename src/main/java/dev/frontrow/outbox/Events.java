package dev.frontrow.outbox;

import java.util.Optional;
import java.util.stream.Stream;
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
