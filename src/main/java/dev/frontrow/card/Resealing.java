package dev.frontrow.card;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Seals anew what was sealed with a key that is not the first any more, so that the old key can be dropped (P5). */
@Component
class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final long SOON_MS = 5_000;
    private static final long EVERY_MINUTE_MS = 60_000;
    private static final int BATCHES_PER_RUN = 100;

    private final PaymentMethodStore store;
    private final TokenSeal seal;
    private final TransactionOperations transaction;

    Resealing(PaymentMethodStore store, TokenSeal seal, TransactionOperations transaction) {
        this.store = store;
        this.seal = seal;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = SOON_MS, fixedDelay = EVERY_MINUTE_MS)
    void run() {
        boolean more = true;
        for (int batch = 0; batch < BATCHES_PER_RUN && more; batch++) {
            more = Boolean.TRUE.equals(transaction.execute(status -> resealBatch()));
        }
    }

    /** True when something was done, and there may be more to do. */
    private boolean resealBatch() {
        int done = 0;
        for (SealedToken old : store.notBeginningWith(seal.prefix())) {
            try {
                store.replace(seal.seal(old.method(), seal.open(old)));
                done++;
            } catch (IllegalStateException closed) {
                LOG.error("a key is missing in frontrow.card.keys: {}", closed.getMessage());
            }
        }
        return done > 0;
    }
}
