package dev.frontrow.payment;

import dev.frontrow.outbox.Event;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.payment.PaymentSettings.OnInsufficientBalance;
import dev.frontrow.reservation.Reservation;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.ReservationNotFound;
import dev.frontrow.reservation.Reservations;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Problem;
import dev.frontrow.wallet.Wallets;
import dev.frontrow.wallet.Wallets.Debit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Pays what is to be paid at the same time, in one transaction. Decides before it writes. */
@Component
class PaymentTransaction {

    private final Reservations reservations;
    private final Wallets wallets;
    private final PaymentStore payments;
    private final Outbox outbox;
    private final PaymentSettings settings;
    private final Clock clock;

    PaymentTransaction(
            Reservations reservations,
            Wallets wallets,
            PaymentStore payments,
            Outbox outbox,
            PaymentSettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.wallets = wallets;
        this.payments = payments;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Pays each in that order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome<Paid>> pay(List<Order> orders) {
        var outcomes = new HashMap<Order, Outcome<Paid>>();
        var open = orders;
        // Once, unless several would pay the same hold: each time it is decided for one of them.
        while (!open.isEmpty()) {
            open = payEachHoldOnce(open, outcomes);
        }
        return orders.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
    }

    /** Those that are left have to see first what becomes of another one for the same hold. */
    private List<Order> payEachHoldOnce(List<Order> orders, Map<Order, Outcome<Paid>> outcomes) {
        var found = locked(orders);
        // Read once, after the wait for the locks, which may have taken a hold's last instants: it is paid at the very
        // instant at which it is seen to run.
        Instant now = clock.instant();
        var due = new LinkedHashMap<Reservation, Order>();
        var later = new ArrayList<Order>();
        for (var order : orders) {
            switch (Outcome.of(() -> due(order, found, now))) {
                case Outcome.Refused<Reservation>(Problem problem) ->
                    outcomes.put(order, new Outcome.Refused<>(problem));
                case Outcome.Done<Reservation>(Reservation hold) -> {
                    if (due.putIfAbsent(hold, order) != null) {
                        later.add(order);
                    }
                }
            }
        }
        settle(due, now, outcomes);
        return later;
    }

    private Map<ReservationId, Reservation> locked(List<Order> orders) {
        return reservations.lock(orders.stream()
                .flatMap(order ->
                        order.hold() instanceof Outcome.Done<ReservationId>(var id) ? Stream.of(id) : Stream.empty())
                .collect(Collectors.toSet()));
    }

    private static Reservation due(Order order, Map<ReservationId, Reservation> found, Instant now) {
        var hold = found.get(order.hold().orThrow());
        if (hold == null || !hold.userId().equals(order.user())) {
            throw new ReservationNotFound();
        }
        hold.requireHeldAt(now);
        return hold;
    }

    private void settle(Map<Reservation, Order> due, Instant now, Map<Order, Outcome<Paid>> outcomes) {
        if (due.isEmpty()) {
            return;
        }
        var debits = due.entrySet().stream()
                .map(one -> new Debit(
                        one.getKey().userId(),
                        one.getKey().amount(),
                        one.getValue().payment()))
                .toList();
        var balances = wallets.debit(debits).iterator();
        var settled = new ArrayList<Settled>();
        due.forEach((hold, order) -> {
            switch (balances.next()) {
                case Outcome.Done<Long>(Long balance) -> settled.add(new Settled(order, hold, balance, now));
                case Outcome.Refused<Long>(Problem problem) -> {
                    if (settings.onInsufficientBalance() == OnInsufficientBalance.RELEASE_SEATS) {
                        reservations.cancel(hold);
                    }
                    outcomes.put(order, new Outcome.Refused<>(problem));
                }
            }
        });
        keep(settled, now, outcomes);
    }

    private void keep(List<Settled> settled, Instant now, Map<Order, Outcome<Paid>> outcomes) {
        if (settled.isEmpty()) {
            return;
        }
        var completed = settled.stream().map(Settled::completed).toList();
        payments.insert(completed);
        var sold = reservations.sell(settled.stream().map(Settled::hold).toList(), now);
        outbox.write(completed);
        for (int i = 0; i < settled.size(); i++) {
            var news = List.<Event>of(sold.get(i), completed.get(i));
            outcomes.put(
                    settled.get(i).order(),
                    new Outcome.Done<>(new Paid(settled.get(i).receipt(), news)));
        }
    }

    /** An order whose points were there. */
    private record Settled(Order order, Reservation hold, long balance, Instant at) {

        PaymentCompleted completed() {
            return new PaymentCompleted(
                    Ids.next(),
                    at,
                    order.payment(),
                    hold.id(),
                    hold.concertId(),
                    hold.performanceId(),
                    hold.userId(),
                    hold.seatNumbers(),
                    hold.amount());
        }

        Receipt receipt() {
            return new Receipt(
                    "paid",
                    order.payment(),
                    hold.id(),
                    hold.userId(),
                    hold.seatNumbers().getFirst(),
                    hold.seatNumbers(),
                    hold.amount(),
                    balance,
                    at);
        }
    }
}
