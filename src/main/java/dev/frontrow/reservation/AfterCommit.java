package dev.frontrow.reservation;

import dev.frontrow.shared.Trace;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What follows a committed change and carries no promise: the log line (Q4), the count, and giving back the seats'
 * locks. What it cannot give back, {@link LockConsumer} does.
 */
@Component
class AfterCommit {

    private static final Logger log = LoggerFactory.getLogger("dev.frontrow.reservation");

    private final SeatLocks locks;
    private final ReservationMeters meters;

    AfterCommit(SeatLocks locks, ReservationMeters meters) {
        this.locks = locks;
        this.meters = meters;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void tell(ReservationEvent event) {
        meters.count(event);
        String what = switch (event) {
            case SeatsHeld held -> "seats held";
            case HoldLapsed lapsed -> "hold lapsed";
            case HoldCanceled canceled -> "hold canceled";
            case SeatsSold sold -> "seats sold";
        };
        Trace.orOf(
                event.eventId(),
                () -> log.atInfo()
                        .addKeyValue("user", event.userId())
                        .addKeyValue("performance", event.performanceId())
                        .addKeyValue("seats", event.seatNumbers())
                        .addKeyValue("reservation", event.reservationId())
                        .log(what));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void giveBackLocks(ReservationEvent event) {
        switch (event) {
            case SeatsHeld held -> {} // keeps them
            case HoldLapsed ended -> {} // the sweep gives back those of many at once
            case HoldCanceled ended -> locks.tryRelease(List.of(ended));
            case SeatsSold sold -> {} // until they end by themselves they turn others away from a seat that is gone
        }
    }
}
