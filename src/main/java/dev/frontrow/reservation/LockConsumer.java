package dev.frontrow.reservation;

import dev.frontrow.outbox.Events;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Gives back the locks of seats that were let go while Redis was away, or by a server that died right after: they
 * would turn others away from free seats for as long as a hold lasts. Tried until Redis is there. A lock that is
 * younger than the news is of a hold that the same user has taken since, and stays.
 */
@Component
class LockConsumer {

    private final SeatLocks locks;
    private final Events events;
    private final HoldSettings settings;
    private final Clock clock;

    LockConsumer(SeatLocks locks, Events events, HoldSettings settings, Clock clock) {
        this.locks = locks;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-seat-locks", batch = "true")
    void onEvents(List<String> batch) {
        events.together(
                batch,
                Set.of(HoldLapsed.class, HoldCanceled.class),
                (List<ReservationEvent> ended) -> locks.release(ended, clock.instant(), settings.duration()));
    }
}
