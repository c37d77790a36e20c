package dev.frontrow.outbox;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads events back from their JSON. */
@Component
public class Events {

    private final JsonMapper json;

    Events(JsonMapper json) {
        this.json = json;
    }

    /**
     * The event, when it is of that type; empty when it is another of the same topic.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON or lacks what the type needs
     */
    public <E extends Event> Optional<E> read(String value, Class<E> type) {
        var tree = json.readTree(value);
        return type.getSimpleName().equals(tree.path("type").asString(""))
                ? Optional.of(json.treeToValue(tree, type))
                : Optional.empty();
    }
}
