package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.organizer.Sales.Minute;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.reservation.SeatsSold;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what each minute of a sale brings, each event once however often it is delivered (E3): an event is remembered
 * in the transaction that counts it, and one that may have been forgotten since is not counted any more.
 */
@Component
class SalesCount {

    private record Slot(PerformanceId performance, Instant minute) {}

    /** The order in which rows are locked, so that two instances never deadlock. */
    private static final Comparator<Slot> ORDER =
            Comparator.<Slot>comparingLong(slot -> slot.performance().value()).thenComparing(Slot::minute);

    private final MinuteStore store;
    private final OrganizerSettings settings;
    private final Clock clock;

    SalesCount(MinuteStore store, OrganizerSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts those events that were not counted before. */
    @Transactional
    public void count(List<ReservationEvent> delivered) {
        var now = clock.instant();
        var recent = delivered.stream()
                .filter(event -> event.occurredAt().isAfter(now.minus(settings.rememberEvents())))
                .collect(Collectors.toMap(ReservationEvent::eventId, Function.identity(), (one, same) -> one));
        var counted = store.remember(recent.keySet(), now);
        var slots = new TreeMap<Slot, Minute>(ORDER);
        recent.values().stream()
                .filter(event -> counted.contains(event.eventId()))
                .forEach(event -> {
                    var brought = brought(event);
                    slots.merge(new Slot(event.performanceId(), brought.minute()), brought, Minute::plus);
                });
        slots.forEach((slot, brought) -> store.add(slot.performance(), brought));
    }

    private static Minute brought(ReservationEvent event) {
        var minute = event.occurredAt().truncatedTo(ChronoUnit.MINUTES);
        var seats = event.seatNumbers().size();
        return switch (event) {
            case SeatsHeld held -> new Minute(minute, seats, 0, 0, 0, 0);
            case HoldLapsed lapsed -> new Minute(minute, 0, seats, 0, 0, 0);
            case HoldCanceled canceled -> new Minute(minute, 0, 0, seats, 0, 0);
            case SeatsSold sold -> new Minute(minute, 0, 0, 0, seats, sold.amount());
        };
    }
}
