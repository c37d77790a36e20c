package dev.frontrow.reservation;

import dev.frontrow.outbox.Events;
import dev.frontrow.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says when holds are to lapse (H7): at the instant that the event of each hold announces, and every
 * {@value #SWEEP_MS} ms for what an announcement that was lost, or is late, would leave behind.
 */
@Component
class LapseClock {

    private static final long SWEEP_MS = 250;
    private static final int BATCHES_PER_RUN = 200;
    private static final int TIMERS = 100_000;
    private static final long TICK_MS = 20;

    private final Lapses lapses;
    private final SeatLocks locks;
    private final Outbox outbox;
    private final Events events;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final ReentrantLock sweeping = new ReentrantLock();
    private final Set<Long> ticks = ConcurrentHashMap.newKeySet();

    LapseClock(Lapses lapses, SeatLocks locks, Outbox outbox, Events events, TaskScheduler scheduler, Clock clock) {
        this.lapses = lapses;
        this.locks = locks;
        this.outbox = outbox;
        this.events = events;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @KafkaListener(topics = ReservationEvent.TOPIC, groupId = "frontrow-lapse", batch = "true")
    void onEvents(List<String> batch) {
        events.each(batch, Set.of(SeatsHeld.class), (SeatsHeld held) -> schedule(held.expiresAt()));
    }

    /** Holds that are due within the same tick share a timer. What goes wrong in it is left to the sweep. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void schedule(Instant due) {
        long tick = due.toEpochMilli() / TICK_MS + 1;
        if (ticks.size() < TIMERS && ticks.add(tick)) {
            Duration wait = Duration.between(clock.instant(), Instant.ofEpochMilli(tick * TICK_MS));
            scheduler.schedule(
                    () -> {
                        ticks.remove(tick);
                        sweep();
                    },
                    scheduler.getClock().instant().plus(wait));
        }
    }

    @Scheduled(fixedDelay = SWEEP_MS)
    void sweep() {
        if (!sweeping.tryLock()) {
            return; // it is just being done, and again soon
        }
        try {
            boolean more = true;
            for (int batch = 0; batch < BATCHES_PER_RUN && more; batch++) {
                List<HoldLapsed> lapsed = lapses.endDue();
                locks.tryRelease(lapsed);
                outbox.announce(lapsed);
                more = lapsed.size() == Lapses.BATCH_HOLDS;
            }
        } finally {
            sweeping.unlock();
        }
    }
}
