package dev.frontrow.notification;

import static java.util.Objects.requireNonNull;

import dev.frontrow.notification.Notice.Kind;
import dev.frontrow.outbox.Events;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.SeatsSold;
import dev.frontrow.shared.Unavailable;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Makes notices of the events; booking neither waits for them nor knows of them (E3). */
@Component
class NoticeConsumer {

    private static final Logger log = LoggerFactory.getLogger(NoticeConsumer.class);

    /** A fan who takes or gives back a hold has the answer at once. */
    private static final Map<Class<? extends ReservationEvent>, Kind> WORTH_TELLING =
            Map.of(SeatsSold.class, Kind.SEATS_SOLD, HoldLapsed.class, Kind.HOLD_LAPSED);

    private final Notifier notifier;
    private final Events events;

    NoticeConsumer(Notifier notifier, Events events) {
        this.notifier = notifier;
        this.events = events;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-notification", batch = "true")
    void onEvents(List<String> batch) {
        events.each(batch, WORTH_TELLING.keySet(), this::tell);
    }

    private void tell(ReservationEvent event) {
        try {
            notifier.tell(new Notice(requireNonNull(WORTH_TELLING.get(event.getClass())), event));
        } catch (Unavailable away) {
            throw away; // the listener's container tries again
        } catch (RuntimeException e) {
            log.warn("notice of event {} given up", event.eventId(), e);
        }
    }
}
