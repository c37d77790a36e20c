package dev.frontrow.reservation;

import dev.frontrow.outbox.Outbox;
import dev.frontrow.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends holds whose time is over (H7). Safe to run anywhere at any time, on every instance at once. */
@Component
class Lapses {

    /** Holds ended by one transaction. */
    static final int BATCH_HOLDS = 500;

    private final ReservationStore reservations;
    private final SeatStore seats;
    private final Outbox outbox;
    private final ReservationMeters meters;
    private final Clock clock;

    Lapses(ReservationStore reservations, SeatStore seats, Outbox outbox, ReservationMeters meters, Clock clock) {
        this.reservations = reservations;
        this.seats = seats;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** Ends up to {@value #BATCH_HOLDS} holds and says which; to tell of them is left to the caller. */
    @Transactional
    public List<HoldLapsed> endDue() {
        Instant now = clock.instant();
        List<Reservation> lapsed = reservations.expireDue(now, BATCH_HOLDS);
        if (lapsed.isEmpty()) {
            return List.of();
        }
        seats.letGo(lapsed, now);
        lapsed.forEach(hold -> meters.lapsed(hold, now));
        List<HoldLapsed> events = lapsed.stream()
                .map(r -> new HoldLapsed(
                        Ids.next(), now, r.id(), r.concertId(), r.performanceId(), r.userId(), r.seatNumbers()))
                .toList();
        outbox.write(events);
        return events;
    }
}
