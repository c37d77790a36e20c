package dev.frontrow.reservation;

import dev.frontrow.outbox.Events;
import java.util.List;
import java.util.Set;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Gives back the locks of seats that were let go while Redis was away, or by a server that died right after: they
 * would turn others away from free seats for as long as a hold lasts. Tried until Redis is there. When the user has
 * taken the same seat again meanwhile, its lock goes too early, and PostgreSQL alone turns the others away.
 */
@Component
class LockConsumer {

    private final SeatLocks locks;
    private final Events events;

    LockConsumer(SeatLocks locks, Events events) {
        this.locks = locks;
        this.events = events;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-seat-locks", batch = "true")
    void onEvents(List<String> batch) {
        events.each(
                batch,
                Set.of(HoldLapsed.class, HoldCanceled.class),
                (ReservationEvent end) -> locks.release(List.of(end)));
    }
}
