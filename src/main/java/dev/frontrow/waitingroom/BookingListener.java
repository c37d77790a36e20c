package dev.frontrow.waitingroom;

import dev.frontrow.payment.PaymentCompleted;
import dev.frontrow.reservation.SeatsHeld;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets the rooms follow what is booked on this instance, at once. What it fails to do is logged and never troubles the
 * booking, which is done; the events on Kafka make up for it.
 */
@Component
class BookingListener {

    private static final Logger LOG = LoggerFactory.getLogger(BookingListener.class);

    private final WaitingRooms rooms;

    BookingListener(WaitingRooms rooms) {
        this.rooms = rooms;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void paid(PaymentCompleted payment) {
        try {
            rooms.endAfterPayment(payment.concertId(), payment.userId(), payment.occurredAt());
        } catch (RuntimeException failed) {
            LOG.warn("place not ended after payment {}", payment.paymentId(), failed);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void held(SeatsHeld hold) {
        try {
            rooms.stayUntil(hold.concertId(), hold.userId(), hold.expiresAt());
        } catch (RuntimeException failed) {
            LOG.warn("session not extended for hold {}", hold.reservationId(), failed);
        }
    }
}
