package dev.frontrow.idempotency;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets answers after 24 h (M4). */
@Component
class OldAnswers {

    private static final long EVERY_MINUTE_MS = 60_000;
    private static final int BATCHES_PER_RUN = 100;

    private final IdempotencyStore store;

    OldAnswers(IdempotencyStore store) {
        this.store = store;
    }

    @Scheduled(initialDelay = EVERY_MINUTE_MS, fixedDelay = EVERY_MINUTE_MS)
    void forget() {
        for (int batch = 0; batch < BATCHES_PER_RUN && store.forgetOld(); batch++) {
            // one statement a batch, so that no lock is held long
        }
    }
}
