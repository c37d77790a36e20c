package dev.frontrow.card;

import dev.frontrow.card.CardCharge.Status;
import dev.frontrow.card.PaymentProvider.Verdict;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks the provider about a charge and carries out what it says: once, whoever asks and however often (P5). Neither a
 * transaction nor a connection is kept while the provider is asked.
 */
@Component
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;

    /** For the answer to be written down, on top of the provider's own time. */
    private static final Duration WRITING = Duration.ofSeconds(30);

    private final CardChargeStore charges;
    private final PaymentMethods methods;
    private final ProviderCalls provider;
    private final Wallets wallets;
    private final TransactionOperations transaction;
    private final Clock clock;

    Settlement(
            CardChargeStore charges,
            PaymentMethods methods,
            ProviderCalls provider,
            Wallets wallets,
            TransactionOperations transaction,
            Clock clock) {
        this.charges = charges;
        this.methods = methods;
        this.provider = provider;
        this.wallets = wallets;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** When whoever asks now has an answer or is gone, so that somebody else may ask. */
    Instant askedUntil() {
        return clock.instant().plus(provider.patience()).plus(WRITING);
    }

    /** Asks about a pending charge, and settles it when the provider tells. */
    void ask(CardCharge charge) {
        switch (answer(charge)) {
            case APPROVED -> settle(charge, Verdict.APPROVED);
            case DECLINED -> settle(charge, Verdict.DECLINED);
            case UNKNOWN -> charges.askAgain(charge.id(), clock.instant().plus(pauseAfter(charge.asked())));
            case NOT_ASKED -> charges.askAt(charge.id(), clock.instant().plus(FIRST_PAUSE));
        }
    }

    private ProviderCalls.Answer answer(CardCharge charge) {
        return methods.token(charge.method())
                .map(token -> provider.charge(token, charge.amount(), charge.id()))
                .orElseGet(() -> {
                    LOG.atError()
                            .addKeyValue("charge", charge.id())
                            .addKeyValue("method", charge.method())
                            .log("the token of a card does not open: a key is missing in frontrow.card.keys");
                    return ProviderCalls.Answer.UNKNOWN; // another instance may have the key
                });
    }

    private static Duration pauseAfter(int asked) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(asked, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void settle(CardCharge charge, Verdict verdict) {
        var status = statusAfter(verdict);
        boolean settled = Boolean.TRUE.equals(transaction.execute(state -> {
            methods.lock(charge.method());
            if (!charges.settle(charge.id(), status, clock.instant())) {
                return false; // somebody else has asked, too, and was faster
            }
            switch (verdict) {
                case APPROVED ->
                    charges.setBalance(charge.id(), wallets.receive(charge.owner(), charge.amount(), charge.id()));
                case DECLINED -> wallets.expectNoMore(charge.owner(), charge.amount());
            }
            methods.forget(charge.method());
            return true;
        }));
        if (settled) {
            LOG.atInfo()
                    .addKeyValue("user", charge.owner())
                    .addKeyValue("charge", charge.id())
                    .addKeyValue("amount", charge.amount())
                    .addKeyValue("status", status)
                    .log("card charge settled");
        }
    }

    private static Status statusAfter(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> Status.CHARGED;
            case DECLINED -> Status.DECLINED;
        };
    }
}
