package dev.frontrow.waitingroom;

import dev.frontrow.catalog.ConcertNotFound;
import dev.frontrow.outbox.Events;
import dev.frontrow.payment.PaymentCompleted;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.SeatsHeld;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Lets the rooms follow what was booked on any instance: makes up for what a crash between a commit and
 * {@link BookingListener} lost (E3). Each may come late and several times; while Redis is away it is tried again.
 */
@Component
class BookingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(BookingConsumer.class);
    private static final String GROUP = "frontrow-waiting-room";

    private final WaitingRooms rooms;
    private final FollowedEvents followed;
    private final Events events;

    BookingConsumer(WaitingRooms rooms, FollowedEvents followed, Events events) {
        this.rooms = rooms;
        this.followed = followed;
        this.events = events;
    }

    @KafkaListener(topics = PaymentCompleted.TOPIC, groupId = GROUP, batch = "true")
    void paid(List<String> batch) {
        events.each(
                batch,
                Set.of(PaymentCompleted.class),
                followed::strikeOff,
                (PaymentCompleted payment) -> unlessWithdrawn(
                        () -> rooms.endPaid(payment.concertId(), payment.userId(), payment.occurredAt())));
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = GROUP, batch = "true")
    void held(List<String> batch) {
        events.each(
                batch,
                Set.of(SeatsHeld.class),
                followed::strikeOff,
                (SeatsHeld hold) ->
                        unlessWithdrawn(() -> rooms.stayUntil(hold.concertId(), hold.userId(), hold.expiresAt())));
    }

    /** Nobody waits for a concert that is withdrawn. */
    private static void unlessWithdrawn(Runnable act) {
        try {
            act.run();
        } catch (ConcertNotFound withdrawn) {
            LOG.debug("event of a withdrawn concert", withdrawn);
        }
    }
}
