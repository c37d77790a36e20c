package dev.frontrow.card;

import dev.frontrow.shared.Outage;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks again about charges of which the provider has not told, or whose server has gone meanwhile (P5). */
@Component
class PendingCharges {

    private static final Logger LOG = LoggerFactory.getLogger(PendingCharges.class);
    private static final long EVERY_MS = 500;
    private static final int CHARGES_AT_ONCE = 32;

    private final CardChargeStore store;
    private final Settlement settlement;
    private final Clock clock;

    PendingCharges(CardChargeStore store, Settlement settlement, Clock clock) {
        this.store = store;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Side by side, since each may take as long as the provider may; ends when all have. */
    @Scheduled(fixedDelay = EVERY_MS)
    void ask() {
        var due = store.takeDue(clock.instant(), settlement.askedUntil(), CHARGES_AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(charge -> threads.execute(() -> ask(charge)));
        }
    }

    private void ask(CardCharge charge) {
        try {
            settlement.ask(charge);
        } catch (RuntimeException failed) {
            if (Outage.isBehind(failed)) {
                LOG.debug("charge {} stays pending", charge.id(), failed);
            } else {
                LOG.error("charge {} stays pending", charge.id(), failed);
            }
        }
    }
}
