package dev.frontrow.wallet;

import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Command;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.WalletStore.Funds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's points. A wallet begins with 0 points and needs no opening. */
@Service
public class Wallets {

    private final WalletStore store;
    private final Gathering<Command<Wish>, Answer<Charged>> charges;
    private final Outbox outbox;
    private final WalletSettings settings;
    private final Clock clock;

    Wallets(
            WalletStore store,
            Idempotency idempotency,
            Outbox outbox,
            WalletSettings settings,
            Clock clock,
            Traces traces) {
        this.store = store;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        charges = new Gathering<>(
                commands -> idempotency.each(commands, Charged.class, this::chargeAll),
                command -> command.what().owner,
                traces);
    }

    /**
     * Points that somebody wants in a wallet.
     *
     * @param amount 1 to 10,000,000 points
     */
    public record Wish(UserId owner, long amount) {}

    /**
     * Adds points without a card (P1), once per key (P4).
     *
     * @return the new balance
     * @throws InvalidChargeAmount when the amount is out of range or the balance would exceed 1,000,000,000
     * @throws PaymentMethodRequired where charging is not free
     */
    public Answer<Long> charge(Command<Wish> asked) {
        if (!settings.freeCharge()) {
            throw new PaymentMethodRequired();
        }
        var answer = charges.ask(asked);
        outbox.announce(answer.value().news());
        return answer.map(Charged::balance);
    }

    /** Grants, within a transaction, what is wished for at the same time, in that order. */
    private List<Outcome<Charged>> chargeAll(List<Wish> wishes) {
        var owners = wishes.stream().map(Wish::owner).collect(Collectors.toSet());
        var funds = locked(owners, owners);
        Instant now = clock.instant();
        var charged = new ArrayList<WalletEvent.PointsCharged>();
        var outcomes = wishes.stream()
                .map(wish -> Outcome.of(() -> {
                    requireChargeable(wish.amount);
                    var before = Objects.requireNonNull(funds.get(wish.owner));
                    if (!before.hasRoomFor(wish.amount)) {
                        throw new InvalidChargeAmount();
                    }
                    var after = before.plus(wish.amount);
                    funds.put(wish.owner, after);
                    var charge =
                            new WalletEvent.PointsCharged(Ids.next(), now, wish.owner, wish.amount, after.balance());
                    charged.add(charge);
                    return Charged.by(charge);
                }))
                .toList();
        if (!charged.isEmpty()) {
            store.post(charged);
            outbox.write(charged);
        }
        return outcomes;
    }

    /** Everybody's wallet, locked; those that are needed are opened where there was none. */
    private Map<UserId, Funds> locked(Set<UserId> owners, Set<UserId> needed) {
        var funds = store.lock(owners);
        if (funds.keySet().containsAll(needed)) {
            return funds;
        }
        store.open(needed);
        return store.lock(owners); // somebody else may have opened one meanwhile, and charged it
    }

    private static void requireChargeable(long amount) {
        if (amount < 1 || amount > WalletStore.CHARGE_LIMIT) {
            throw new InvalidChargeAmount();
        }
    }

    /**
     * Keeps room in the wallet for points that a card is about to pay for, within the caller's transaction, so that
     * what has been paid for always fits (P5).
     *
     * @param amount 1 to 10,000,000 points
     * @throws InvalidChargeAmount when the amount is out of range or there is no such room
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Problem.class)
    public void expect(UserId owner, long amount) {
        requireChargeable(amount);
        if (!store.expect(owner, amount)) {
            throw new InvalidChargeAmount();
        }
    }

    /**
     * Adds the points that were expected, within the caller's transaction (P5).
     *
     * @param charge what they were paid with
     * @return the new balance
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long receive(UserId owner, long amount, UUID charge) {
        long balance = store.receive(owner, amount);
        Instant now = clock.instant();
        store.enterCharge(owner, amount, balance, now, charge);
        outbox.record(new WalletEvent.PointsCharged(Ids.next(), now, owner, amount, balance));
        return balance;
    }

    /** Gives up points that were expected and will not come, within the caller's transaction (P5). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void expectNoMore(UserId owner, long amount) {
        store.expectNoMore(owner, amount);
    }

    /**
     * What is to be taken out of a wallet.
     *
     * @param amount points, 0 or more
     * @param payment what it is for
     */
    public record Debit(UserId owner, long amount, UUID payment) {}

    /**
     * Takes points out within the caller's transaction, of each wallet in that order (M2). The wallets are locked
     * before their balances are looked at, so that what several debits take together is there.
     *
     * @return what is left after each, or {@link InsufficientBalance} where it was not taken; in that order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome<Long>> debit(List<Debit> debits) {
        var balances = locked(owners(debits.stream()), owners(debits.stream().filter(debit -> debit.amount() == 0)));
        Instant now = clock.instant();
        var outcomes = new ArrayList<Outcome<Long>>();
        var used = new ArrayList<WalletEvent.PointsUsed>();
        for (var debit : debits) {
            var after = balances.getOrDefault(debit.owner(), Funds.NONE).plus(-debit.amount());
            long left = after.balance();
            if (left < 0) {
                outcomes.add(new Outcome.Refused<>(new InsufficientBalance()));
            } else {
                outcomes.add(new Outcome.Done<>(left));
                balances.put(debit.owner(), after);
                used.add(used(debit, left, now));
            }
        }
        if (!used.isEmpty()) {
            store.post(used);
            outbox.write(used);
        }
        return outcomes;
    }

    private static Set<UserId> owners(Stream<Debit> debits) {
        return debits.map(Debit::owner).collect(Collectors.toSet());
    }

    private static WalletEvent.PointsUsed used(Debit debit, long left, Instant now) {
        return new WalletEvent.PointsUsed(
                Ids.next(),
                now,
                debit.owner(),
                debit.amount(),
                left,
                debit.payment().toString());
    }

    /** Points in the wallets; of those only that ever had any. */
    public Map<UserId, Long> balancesOf(Collection<UserId> owners) {
        return store.balances(owners);
    }

    /** Points in the wallet (P2). */
    public long balanceOf(UserId owner) {
        return store.balance(owner);
    }

    /**
     * The wallet's entries, newest first (P3).
     *
     * @param before the entry to go on after, null for the newest
     * @param size 1 to 100
     */
    public History history(UserId owner, @Nullable Long before, int size) {
        List<Entry> entries = store.entries(owner, before == null ? Long.MAX_VALUE : before, size + 1);
        boolean more = entries.size() > size;
        List<Entry> page = more ? entries.subList(0, size) : entries;
        return new History(page, more ? Long.toString(page.getLast().entryId()) : null);
    }
}
