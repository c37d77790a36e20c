package dev.frontrow.organizer;

import dev.frontrow.outbox.Events;
import dev.frontrow.reservation.ReservationEvent;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Hears of every hold and sale on any instance, and has it counted (E3). */
@Component
class SalesConsumer {

    private static final long EVERY_MINUTE_MS = 60_000;
    private static final int BATCHES_PER_RUN = 100;
    private static final Logger log = LoggerFactory.getLogger(SalesConsumer.class);

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
        count.count(batch.stream().flatMap(this::read).toList());
    }

    /** What is no event of ours is passed over here, for it must not take its batch along. */
    private Stream<ReservationEvent> read(String value) {
        try {
            return events.read(value, ReservationEvent.class).stream();
        } catch (JacksonException e) {
            log.warn("not an event: {}", e.getOriginalMessage());
            return Stream.empty();
        }
    }

    @Scheduled(initialDelay = EVERY_MINUTE_MS, fixedDelay = EVERY_MINUTE_MS)
    void forget() {
        var before = clock.instant().minus(settings.rememberEvents());
        for (int batch = 0; batch < BATCHES_PER_RUN && store.forget(before); batch++) {
            // one statement a batch, so that no lock is held long
        }
    }
}
