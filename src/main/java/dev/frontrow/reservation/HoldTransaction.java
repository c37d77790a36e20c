package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceNotFound;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.Allotment.Taken;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The part of taking holds that PostgreSQL decides: of those who ask at the same time, in one transaction. */
@Component
class HoldTransaction {

    private final ReservationStore reservations;
    private final SeatStore seats;
    private final Wallets wallets;
    private final Outbox outbox;
    private final HoldSettings settings;
    private final Clock clock;

    HoldTransaction(
            ReservationStore reservations,
            SeatStore seats,
            Wallets wallets,
            Outbox outbox,
            HoldSettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.seats = seats;
        this.wallets = wallets;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** To each one all of the seats or none, in that order. */
    @Transactional
    public List<Outcome<Taken>> take(List<Wanted> all) {
        var buyers = all.stream()
                .collect(Collectors.toMap(
                        Wanted::buyer, wanted -> wanted.performance().reopen(), (one, same) -> one));
        var trip = reservations.together();
        reservations.lockBuyers(buyers.keySet(), trip);
        var offered = seats.keepOffered(
                all.stream().map(wanted -> wanted.performance().concertId()).collect(Collectors.toSet()), trip);
        var had = reservations.of(buyers, clock.instant(), trip);
        var free = seats.lockFree(
                all.stream().flatMap(wanted -> wanted.seats().stream()).toList(), trip);
        trip.go();
        var now = clock.instant(); // after the wait for the locks
        var settled = settled(had.get(), now);
        var allotment = new Allotment(had.get(), settled, free.get(), balances(all), settings, now);
        var outcomes = all.stream()
                .map(wanted -> Outcome.of(() -> {
                    if (!offered.get().contains(wanted.performance().concertId())) {
                        throw new PerformanceNotFound(); // withdrawn since it was read
                    }
                    return allotment.decide(wanted);
                }))
                .toList();
        keep(outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Done)
                .map(Outcome::orThrow)
                .filter(taken -> !taken.news().isEmpty())
                .toList());
        return outcomes;
    }

    /** Of the holds that are due, those that nobody is just paying or lapsing, as they have become. */
    private Map<ReservationId, Reservation> settled(List<Reservation> had, Instant now) {
        var due = had.stream()
                .filter(one -> one.isDueAt(now))
                .map(Reservation::id)
                .collect(Collectors.toSet());
        return due.isEmpty()
                ? Map.of()
                : reservations.lockFree(due).stream().collect(Collectors.toMap(Reservation::id, one -> one));
    }

    private Map<UserId, Long> balances(List<Wanted> all) {
        return settings.requireBalance()
                ? wallets.balancesOf(all.stream().map(Wanted::user).collect(Collectors.toSet()))
                : Map.of();
    }

    private void keep(List<Taken> taken) {
        if (taken.isEmpty()) {
            return;
        }
        var holds = taken.stream().map(Taken::hold).toList();
        reservations.insert(holds);
        outbox.write(taken.stream().flatMap(hold -> hold.news().stream()).toList());
    }
}
