package dev.frontrow.card;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Command;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.idempotency.IdempotencyInProgress;
import dev.frontrow.idempotency.ReplayedRefusal;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Charges wallets by card (P5). What is begun is written down first and carries the key under which the provider is
 * asked, so that after a crash at any point it is asked again instead of charged again.
 */
@Service
class CardCharges {

    private final CardChargeStore store;
    private final PaymentMethods methods;
    private final Settlement settlement;
    private final Wallets wallets;
    private final Idempotency idempotency;
    private final Clock clock;

    CardCharges(
            CardChargeStore store,
            PaymentMethods methods,
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
     * Points that somebody wants in a wallet.
     *
     * @param amount 1 to 10,000,000 points
     * @param method the card that pays for them
     */
    record Wish(UserId owner, long amount, PaymentMethodId method) {}

    /**
     * Charges the card and adds the points, once per key (P4).
     *
     * @return the balance after it
     * @throws dev.frontrow.wallet.InvalidChargeAmount when the amount is out of range or the wallet too full
     * @throws PaymentMethodNotFound when the owner of the wallet does not have it
     * @throws PaymentMethodUnusable when its token does not open
     * @throws CardDeclined when the provider declines
     * @throws ChargePending when the provider does not tell in time
     * @throws IdempotencyInProgress while the first request with this key waits for the provider
     */
    Answer<Long> charge(Command<Wish> asked) {
        Answer<UUID> begun = idempotency.once(asked, UUID.class, this::begin);
        if (!begun.replayed()) {
            settlement.ask(found(begun.value()));
        }
        return ended(found(begun.value()), begun.replayed());
    }

    private UUID begin(Wish wish) {
        methods.holdOnTo(wish.owner, wish.method);
        wallets.expect(wish.owner, wish.amount);
        UUID id = Ids.next();
        store.insert(id, wish.owner, wish.method, wish.amount, clock.instant(), settlement.askedUntil());
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
