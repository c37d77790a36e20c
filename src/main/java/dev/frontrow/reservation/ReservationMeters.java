package dev.frontrow.reservation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What becomes of reservations on this instance, how late holds lapse (H7), and whether any should have lapsed and has
 * not: the last is looked up in the background, and while PostgreSQL is away the last figures stand.
 */
@Component
class ReservationMeters {

    private static final long LOOK_MS = 2_000;
    /** Overdue holds are counted no further. */
    private static final int MOST_COUNTED = 10_000;

    private static final double MS_PER_SECOND = 1_000;

    /** Both counters of one way in which reservations change. */
    private record Change(Counter reservations, Counter seats) {
        static Change to(Reservation.Status status, MeterRegistry registry) {
            var became = status.name().toLowerCase(Locale.ROOT);
            return new Change(
                    Counter.builder("frontrow.reservations")
                            .description("Reservations that became so on this instance")
                            .tag("became", became)
                            .register(registry),
                    Counter.builder("frontrow.reservations.seats")
                            .description("Their seats")
                            .tag("became", became)
                            .register(registry));
        }

        void count(int seatsOfOne) {
            reservations.increment();
            seats.increment(seatsOfOne);
        }
    }

    private record Late(long holds, double seconds) {}

    private final Change held;
    private final Change paid;
    private final Change expired;
    private final Change canceled;
    private final Timer lateness;
    private final AtomicReference<Late> overdue = new AtomicReference<>(new Late(0, 0));
    private final ReservationStore store;
    private final Clock clock;

    ReservationMeters(MeterRegistry registry, ReservationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        held = Change.to(Reservation.Status.HELD, registry);
        paid = Change.to(Reservation.Status.PAID, registry);
        expired = Change.to(Reservation.Status.EXPIRED, registry);
        canceled = Change.to(Reservation.Status.CANCELED, registry);
        lateness = Timer.builder("frontrow.lapse.lateness")
                .description("How long after its deadline a hold was ended")
                .register(registry);
        Gauge.builder("frontrow.holds.overdue", overdue, now -> now.get().holds())
                .description("Holds past their deadline that no instance has ended, counted up to " + MOST_COUNTED)
                .register(registry);
        Gauge.builder("frontrow.holds.overdue.age", overdue, now -> now.get().seconds())
                .description("For how long the first of them has been")
                .baseUnit("seconds")
                .register(registry);
    }

    /** A committed change. */
    void count(ReservationEvent event) {
        var change = switch (event) {
            case SeatsHeld _ -> held;
            case SeatsSold _ -> paid;
            case HoldLapsed _ -> expired;
            case HoldCanceled _ -> canceled;
        };
        change.count(event.seatNumbers().size());
    }

    void lapsed(Reservation hold, Instant at) {
        lateness.record(Duration.between(hold.expiresAt(), at));
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        var now = clock.instant();
        overdue.set(store.overdue(now, MOST_COUNTED)
                .map(late -> new Late(
                        late.holds(), Duration.between(late.since(), now).toMillis() / MS_PER_SECOND))
                .orElseGet(() -> new Late(0, 0)));
    }
}
