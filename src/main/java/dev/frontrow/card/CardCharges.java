package dev.frontrow.card;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.idempotency.IdempotencyInProgress;
import dev.frontrow.idempotency.ReplayedRefusal;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Charges wallets by card (P5). What is begun is written down first and carries the key under which the provider is
 * asked, so that after a crash at any point it is asked again instead of charged again.
 */
@Service
class CardCharges {

    private final CardChargeStore store;
    private final PaymentMethodStore methods;
    private final Settlement settlement;
    private final Wallets wallets;
    private final Idempotency idempotency;
    private final Clock clock;

    CardCharges(
            CardChargeStore store,
            PaymentMethodStore methods,
            Settlement settlement,
            Wallets wallets,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.methods = methods;
        this.settlement = settlement;
        this.wallets = wallets;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Charges the card and adds the points, once per key (P4).
     *
     * @param amount 1 to 10,000,000 points
     * @return the balance after it
     * @throws dev.frontrow.wallet.InvalidChargeAmount when the amount is out of range or the wallet too full
     * @throws PaymentMethodNotFound when the owner of the wallet does not have it
     * @throws CardDeclined when the provider declines
     * @throws ChargePending when the provider does not tell in time
     * @throws IdempotencyInProgress while the first request with this key waits for the provider
     */
    Answer<Long> charge(Caller caller, UserId owner, long amount, PaymentMethodId method, @Nullable String key) {
        Answer<UUID> begun = idempotency.once(
                caller.userId(),
                key,
                List.of("charge", owner, amount, method),
                UUID.class,
                () -> begin(owner, amount, method));
        if (!begun.replayed()) {
            settlement.ask(found(begun.value()));
        }
        return ended(found(begun.value()), begun.replayed());
    }

    private UUID begin(UserId owner, long amount, PaymentMethodId method) {
        if (!methods.holdOnTo(owner, method)) {
            throw new PaymentMethodNotFound();
        }
        wallets.expect(owner, amount);
        UUID id = Ids.next();
        store.insert(id, owner, method, amount, clock.instant(), settlement.askedUntil());
        return id;
    }

    private Answer<Long> ended(CardCharge charge, boolean replayed) {
        return switch (charge.status()) {
            case CHARGED -> new Answer<>(Objects.requireNonNull(charge.balance()), replayed);
            case DECLINED -> throw refusal(new CardDeclined(), replayed);
            case PENDING -> {
                if (replayed && charge.asked() == 0 && clock.instant().isBefore(charge.askAt())) {
                    throw new IdempotencyInProgress();
                }
                throw refusal(new ChargePending(charge.id()), replayed);
            }
        };
    }

    private static Problem refusal(Problem refusal, boolean replayed) {
        return replayed ? ReplayedRefusal.of(refusal) : refusal;
    }

    /**
     * A charge of the user's wallet.
     *
     * @throws ChargeNotFound when there is none
     */
    CardCharge find(UserId owner, UUID id) {
        return store.find(id).filter(charge -> charge.owner().equals(owner)).orElseThrow(ChargeNotFound::new);
    }

    private CardCharge found(UUID id) {
        return store.find(id).orElseThrow();
    }
}
