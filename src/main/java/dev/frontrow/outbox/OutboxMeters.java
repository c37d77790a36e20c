package dev.frontrow.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How many events wait for Kafka, how long the oldest has waited, and how many have gone. Looked up in the background,
 * however often the metrics are read; while PostgreSQL is away the last figures stand.
 */
@Component
class OutboxMeters {

    private static final long LOOK_MS = 2_000;
    /** A backlog is counted no further. */
    private static final int MOST_COUNTED = 100_000;

    private static final double MS_PER_SECOND = 1_000;

    private record Waiting(long events, double seconds) {}

    private final AtomicReference<Waiting> waiting = new AtomicReference<>(new Waiting(0, 0));
    private final Counter relayed;
    private final OutboxStore store;
    private final Clock clock;

    OutboxMeters(MeterRegistry registry, OutboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        relayed = Counter.builder("frontrow.outbox.relayed")
                .description("Events that this instance has brought to Kafka")
                .register(registry);
        Gauge.builder("frontrow.outbox.backlog", waiting, now -> now.get().events())
                .description("Events that Kafka does not have yet, counted up to " + MOST_COUNTED)
                .register(registry);
        Gauge.builder("frontrow.outbox.age", waiting, now -> now.get().seconds())
                .description("For how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    void relayed(int events) {
        relayed.increment(events);
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        waiting.set(store.backlog(MOST_COUNTED)
                .map(backlog -> new Waiting(backlog.events(), age(backlog.oldest())))
                .orElseGet(() -> new Waiting(0, 0)));
    }

    /** Instances' clocks may differ a little. */
    private double age(Instant oldest) {
        return Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / MS_PER_SECOND;
    }
}
