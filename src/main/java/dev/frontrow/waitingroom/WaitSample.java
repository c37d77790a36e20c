package dev.frontrow.waitingroom;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How long it really took until a number was called, and how true was what its owner had been told (W9). Kept of some
 * of those who join on this instance, so that a million who wait cost no more than a thousand.
 */
@Component
class WaitSample {

    private static final long LOOK_MS = 250;
    private static final int MOST = 2_000;
    /** Anybody is taken into the first half, and into the other half one of so many. */
    private static final int ONE_OF = 16;
    /** A wait shorter than this says nothing about an estimate, which is told in whole seconds. */
    private static final Duration SHORTEST_JUDGED = Duration.ofSeconds(1);

    private record Numbered(RoomId room, long number) {}

    private record Told(Instant since, @Nullable Duration estimate) {}

    private final Map<Numbered, Told> waiting = new ConcurrentHashMap<>();
    private final Timer waited;
    private final DistributionSummary truth;
    private final Admission admission;
    private final Clock clock;

    WaitSample(MeterRegistry registry, Admission admission, Clock clock) {
        this.admission = admission;
        this.clock = clock;
        waited = Timer.builder("frontrow.room.waited")
                .description("From joining, or the opening where that came later, to being called in; a sample")
                .register(registry);
        truth = DistributionSummary.builder("frontrow.room.wait.percent")
                .description("That time in percent of what was told at joining: 100 is a true estimate")
                .serviceLevelObjectives(25, 50, 80, 125, 200, 400)
                .register(registry);
    }

    /** Somebody has been told a place in line. */
    void joined(QueueToken token, Place.Waiting place) {
        if (waiting.size() < MOST / 2 || (token.number() % ONE_OF == 0 && waiting.size() < MOST)) {
            var since = clock.instant().plus(Objects.requireNonNullElse(place.opensIn(), Duration.ZERO));
            var estimate = place.estimate();
            waiting.putIfAbsent(
                    new Numbered(token.room(), token.number()),
                    new Told(since, estimate == null ? null : estimate.likely()));
        }
    }

    /** A room that was forgotten has nobody who asks, and takes its sample along. */
    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        var rooms = admission.seen();
        var now = clock.instant();
        waiting.entrySet().removeIf(sample -> {
            var state = rooms.get(sample.getKey().room());
            if (state == null) {
                return true;
            }
            boolean called = state.hasCalled(sample.getKey().number());
            if (called) {
                record(sample.getValue(), Duration.between(sample.getValue().since(), now));
            }
            return called;
        });
    }

    private void record(Told told, Duration took) {
        waited.record(took);
        if (told.estimate() != null && told.estimate().compareTo(SHORTEST_JUDGED) >= 0) {
            truth.record(100.0 * took.toMillis() / told.estimate().toMillis()); // buckets count whole numbers only
        }
    }
}
