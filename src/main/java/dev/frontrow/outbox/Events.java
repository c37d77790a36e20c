package dev.frontrow.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads events back from their JSON. Those that this instance has just written itself it need not parse. */
@Component
public class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int MOST_REMEMBERED = 100_000;
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private final JsonMapper json;
    private final Cache<String, Event> own = Caches.builder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(TOLD_WITHIN)
            .build();

    Events(JsonMapper json) {
        this.json = json;
    }

    /**
     * Hands over, one after the other, those of a batch that are of these types. For a listener of batches, which costs
     * far less than one that is called for each event.
     *
     * @throws BatchListenerFailedException for the first one that is no event or cannot be handled: it alone is tried
     *     again or passed over, with those behind it yet to come
     */
    public <E extends Event> void each(List<String> batch, Set<Class<? extends E>> types, Consumer<E> handle) {
        each(batch, types, id -> false, handle);
    }

    /** The same without those whose id is known already. */
    public <E extends Event> void each(
            List<String> batch, Set<Class<? extends E>> types, Predicate<String> known, Consumer<E> handle) {
        for (int i = 0; i < batch.size(); i++) {
            try {
                var value = batch.get(i);
                var head = head(value);
                if (!known.test(head.eventId())) {
                    read(value, head, types.stream()).ifPresent(handle);
                }
            } catch (RuntimeException failed) {
                throw new BatchListenerFailedException("event " + i + " of a batch", failed, i);
            }
        }
    }

    /**
     * Hands over those of a batch that are of these types, all at once; when that fails, one after the other, so that
     * some may be handed over twice.
     *
     * @throws BatchListenerFailedException as {@link #each(List, Set, Consumer)} does
     */
    public <E extends Event> void together(
            List<String> batch, Set<Class<? extends E>> types, Consumer<List<E>> handle) {
        try {
            var all = new ArrayList<E>();
            each(batch, types, (E event) -> all.add(event));
            if (!all.isEmpty()) {
                handle.accept(all);
            }
        } catch (RuntimeException failed) {
            if (!Outage.isBehind(failed)) {
                LOG.warn("{} events together are tried one by one", batch.size(), failed);
            }
            each(batch, types, (E event) -> handle.accept(List.of(event)));
        }
    }

    /** These are about to be told, and to come back from Kafka to every consumer. */
    void remember(List<? extends Event> events) {
        events.forEach(event -> own.put(event.eventId().toString(), event));
    }

    private <E extends Event> Optional<E> read(String value, Head head, Stream<Class<? extends E>> types) {
        return types.filter(one -> one.getSimpleName().equals(head.type()))
                .findFirst()
                .map(one -> {
                    var known = own.getIfPresent(head.eventId());
                    return one.isInstance(known) ? one.cast(known) : json.readValue(value, one);
                });
    }

    /** Which event it is, and what kind; what is missing is empty. */
    private record Head(String eventId, String type) {}

    /** Reads no further than to the type: most consumers want few of a topic's events. */
    private Head head(String value) {
        var eventId = "";
        try (var parser = json.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "eventId" -> eventId = parser.getValueAsString("");
                    case "type" -> {
                        return new Head(eventId, parser.getValueAsString(""));
                    }
                    default -> parser.skipChildren();
                }
            }
            return new Head(eventId, "");
        }
    }
}
