package dev.frontrow.waitingroom;

import dev.frontrow.payment.PaymentCompleted;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.shared.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets the rooms follow what is booked on this instance, at once. What it fails to do is logged and never troubles the
 * booking, which is done; the events on Kafka make up for it.
 */
@Component
class BookingListener {

    private static final Logger LOG = LoggerFactory.getLogger(BookingListener.class);

    private final WaitingRooms rooms;
    private final FollowedEvents followed;
    private final QueueTokens tokens;

    BookingListener(WaitingRooms rooms, FollowedEvents followed, QueueTokens tokens) {
        this.rooms = rooms;
        this.followed = followed;
        this.tokens = tokens;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void paid(PaymentCompleted payment) {
        try {
            var user = payment.userId();
            var room = rooms.roomOf(payment.concertId());
            rooms.endPaid(room, user, tokens.shownFor(room, user));
            var shown = tokens.shownBy(user);
            if (shown != null && !shown.room().equals(room)) {
                rooms.endPaidBeforeMove(payment.concertId(), shown);
            }
            followed.add(payment);
        } catch (RuntimeException failed) {
            tell("place not ended after payment {}", payment.paymentId(), failed);
        }
    }

    /** Nobody who holds waits for the room. */
    @TransactionalEventListener(fallbackExecution = true)
    void held(SeatsHeld hold) {
        try {
            rooms.stayLater(hold.concertId(), hold.userId(), hold.expiresAt(), () -> followed.add(hold))
                    .exceptionally(failed -> notExtended(hold, failed));
        } catch (RuntimeException failed) {
            notExtended(hold, failed);
        }
    }

    private static @Nullable Void notExtended(SeatsHeld hold, Throwable failed) {
        tell("session not extended for hold {}", hold.reservationId(), failed);
        return null;
    }

    /** That Redis is away has been told. */
    private static void tell(String what, Object id, Throwable failed) {
        LOG.atLevel(Outage.isBehind(failed) ? Level.DEBUG : Level.WARN)
                .setCause(failed)
                .log(what, id);
    }
}
