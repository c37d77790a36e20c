package dev.frontrow.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
    private static final PaymentMethodId BEFORE_ALL = new PaymentMethodId(new UUID(0, 0));

    private final PaymentMethodStore store;
    private final TokenSeal seal;
    private final TransactionOperations transaction;

    /** Where to go on, so that tokens which do not open keep nobody from the others. */
    private PaymentMethodId last = BEFORE_ALL;

    Resealing(PaymentMethodStore store, TokenSeal seal, TransactionOperations transaction) {
        this.store = store;
        this.seal = seal;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = SOON_MS, fixedDelay = EVERY_MINUTE_MS)
    void run() {
        var closed = new ArrayList<PaymentMethodId>();
        for (int batch = 0; batch < BATCHES_PER_RUN; batch++) {
            var methods = Objects.requireNonNull(transaction.execute(status -> resealBatch(closed)));
            if (methods.isEmpty()) {
                last = BEFORE_ALL;
                break;
            }
            last = methods.getLast();
        }
        if (!closed.isEmpty()) {
            LOG.error("a key is missing in frontrow.card.keys; tokens that do not open: {}", closed.size());
        }
    }

    /** What was looked at, in its order. */
    private List<PaymentMethodId> resealBatch(List<PaymentMethodId> closed) {
        var old = store.notBeginningWith(seal.prefix(), last);
        for (var token : old) {
            seal.open(token)
                    .ifPresentOrElse(
                            opened -> store.replace(seal.seal(token.method(), opened)),
                            () -> closed.add(token.method()));
        }
        return old.stream().map(SealedToken::method).toList();
    }
}
