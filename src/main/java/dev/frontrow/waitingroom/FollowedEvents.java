package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.outbox.Event;
import dev.frontrow.shared.Caches;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Bookings that the rooms have followed at once on this instance: Kafka tells of them once more, for nothing. Each is
 * kept no longer than that takes, since what lives for some seconds is what a collector of garbage has most work with.
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
