package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.outbox.Event;
import dev.frontrow.shared.Caches;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Bookings after which this instance did right away what a room has to do, so that it passes them over when Kafka
 * tells of them too. Each is kept until then and no longer: objects that live for some seconds cost the garbage
 * collector most.
 */
@Component
class FollowedEvents {

    private static final int MOST_EVENTS = 100_000;
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

    private final Cache<String, Boolean> followed = Caches.builder()
            .maximumSize(MOST_EVENTS)
            .expireAfterWrite(TOLD_WITHIN)
            .build();

    void add(Event event) {
        followed.put(event.eventId().toString(), true);
    }

    /** Strikes off an event that Kafka has told of; true when it was followed. */
    boolean strikeOff(String eventId) {
        return followed.asMap().remove(eventId) != null;
    }
}
