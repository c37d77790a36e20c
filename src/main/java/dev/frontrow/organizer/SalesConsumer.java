package dev.frontrow.organizer;

import dev.frontrow.outbox.Events;
import dev.frontrow.reservation.HoldCanceled;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationEvent;
import dev.frontrow.reservation.SeatsHeld;
import dev.frontrow.reservation.SeatsSold;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hears of every hold and sale on any instance, and has it counted (E3). */
@Component
class SalesConsumer {

    private static final long EVERY_MINUTE_MS = 60_000;
    private static final int BATCHES_PER_RUN = 100;
    private static final Set<Class<? extends ReservationEvent>> COUNTED =
            Set.of(SeatsHeld.class, HoldLapsed.class, HoldCanceled.class, SeatsSold.class);

    private final SalesCount count;
    private final MinuteStore store;
    private final Events events;
    private final OrganizerSettings settings;
    private final Clock clock;

    SalesConsumer(SalesCount count, MinuteStore store, Events events, OrganizerSettings settings, Clock clock) {
        this.count = count;
        this.store = store;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-sales", batch = "true")
    void onEvents(List<String> batch) {
        events.together(batch, COUNTED, count::count);
    }

    @Scheduled(initialDelay = EVERY_MINUTE_MS, fixedDelay = EVERY_MINUTE_MS)
    void forget() {
        var before = clock.instant().minus(settings.rememberEvents());
        for (int batch = 0; batch < BATCHES_PER_RUN && store.forget(before); batch++) {
            // one statement a batch, so that no lock is held long
        }
    }
}
