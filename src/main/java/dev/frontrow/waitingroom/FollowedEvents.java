package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.outbox.Event;
import dev.frontrow.shared.Caches;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bookings that the rooms have followed at once on this instance: Kafka tells of them once more, for nothing. */
@Component
class FollowedEvents {

    private static final int MOST_EVENTS = 200_000;
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private final Cache<String, Boolean> followed = Caches.builder()
            .maximumSize(MOST_EVENTS)
            .expireAfterWrite(TOLD_WITHIN)
            .build();

    void add(Event event) {
        followed.put(event.eventId().toString(), true);
    }

    boolean contains(String eventId) {
        return followed.getIfPresent(eventId) != null;
    }
}
