package dev.frontrow.card;

import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** The cards that users have named to pay with (P5). */
@Service
class PaymentMethods {

    private static final int MOST_OF_ONE_USER = 10;

    private final PaymentMethodStore store;
    private final TokenSeal seal;
    private final ProviderCalls provider;
    private final TransactionOperations transaction;
    private final Clock clock;

    PaymentMethods(
            PaymentMethodStore store,
            TokenSeal seal,
            ProviderCalls provider,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.seal = seal;
        this.provider = provider;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes a card on. No connection is kept while the provider is asked.
     *
     * @throws CardDeclined when the provider does not take it
     * @throws TooManyPaymentMethods when the user has ten
     * @throws dev.frontrow.shared.Unavailable when the provider does not answer
     */
    PaymentMethod add(UserId owner, Card card) {
        if (store.of(owner).size() >= MOST_OF_ONE_USER) {
            throw new TooManyPaymentMethods();
        }
        String token = provider.keep(card);
        var method = new PaymentMethod(new PaymentMethodId(Ids.next()), card.brand(), card.last4());
        SealedToken closed = seal.seal(method.paymentMethodId(), token);
        transaction.executeWithoutResult(status -> {
            if (!store.insert(owner, method, closed, MOST_OF_ONE_USER, clock.instant())) {
                throw new TooManyPaymentMethods();
            }
        });
        return method;
    }

    List<PaymentMethod> of(UserId owner) {
        return store.of(owner);
    }

    /**
     * Removes the method, and with it the token as soon as no charge is under way with it.
     *
     * @throws PaymentMethodNotFound when the user does not have it
     */
    void remove(UserId owner, PaymentMethodId method) {
        transaction.executeWithoutResult(status -> {
            if (!store.remove(owner, method, clock.instant())) {
                throw new PaymentMethodNotFound();
            }
            store.forget(method); // a statement of its own, which sees the charges that this one has waited for
        });
    }

    /**
     * Keeps the method from being removed until the caller's transaction ends.
     *
     * @throws PaymentMethodNotFound when the user does not have it
     * @throws PaymentMethodUnusable when its token does not open
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
    public void holdOnTo(UserId owner, PaymentMethodId method) {
        var token = store.holdOnTo(owner, method).orElseThrow(PaymentMethodNotFound::new);
        if (seal.open(token).isEmpty()) {
            throw new PaymentMethodUnusable();
        }
    }

    /**
     * Locks the method before a charge with it is decided, within the caller's transaction: whoever removes it does so
     * before or afterwards, and the later of the two forgets the token.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(PaymentMethodId method) {
        store.lock(method);
    }

    /** Forgets the token of a removed method, within the transaction that decides a charge with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(PaymentMethodId method) {
        store.forget(method);
    }

    /** The provider's token of the method; none when it does not open here. */
    Optional<String> token(PaymentMethodId method) {
        return store.tokenOf(method).flatMap(seal::open);
    }
}
