package dev.frontrow.notification;

import dev.frontrow.notification.Notice.Kind;
import dev.frontrow.outbox.Events;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.reservation.SeatsSold;
import dev.frontrow.shared.Unavailable;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Makes notices of the events; booking neither waits for them nor knows of them (E3). */
@Component
class NoticeConsumer {

    private static final Logger log = LoggerFactory.getLogger(NoticeConsumer.class);

    private final Notifier notifier;
    private final Events events;

    NoticeConsumer(Notifier notifier, Events events) {
        this.notifier = notifier;
        this.events = events;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-notification", batch = "true")
    void onEvents(List<String> batch) {
        events.each(
                batch,
                ReservationEvent.class,
                event ->
                        worthTelling(event).map(kind -> new Notice(kind, event)).ifPresent(this::tell));
    }

    /** A fan who takes or gives back a hold has the answer at once. */
    private static Optional<Kind> worthTelling(ReservationEvent event) {
        return switch (event) {
            case SeatsSold sold -> Optional.of(Kind.SEATS_SOLD);
            case HoldLapsed lapsed -> Optional.of(Kind.HOLD_LAPSED);
            case SeatsHeld held -> Optional.empty();
            case HoldCanceled canceled -> Optional.empty();
        };
    }

    private void tell(Notice notice) {
        try {
            notifier.tell(notice);
        } catch (Unavailable away) {
            throw away; // the listener's container tries again
        } catch (RuntimeException e) {
            log.warn("notice of event {} given up", notice.about().eventId(), e);
        }
    }
}
