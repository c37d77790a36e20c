package dev.frontrow.reservation;

import dev.frontrow.catalog.Reopen;
import dev.frontrow.catalog.SeatId;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.reservation.Wanted.Buyer;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.InsufficientBalance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides who of those who ask together gets a hold, each as if the ones before had just got theirs. Knows what
 * PostgreSQL knew once their buyers and the free seats among those asked for were locked.
 */
class Allotment {

    /**
     * What was allotted.
     *
     * @param news that a hold began; none when it is the user's running hold of just these seats (H4)
     */
    record Taken(Reservation hold, List<SeatsHeld> news) {}

    private final Map<Buyer, List<Reservation>> live = new HashMap<>();
    private final Map<Buyer, Integer> givenBack = new HashMap<>(); // seats
    private final Map<Buyer, Integer> unsettled = new HashMap<>(); // seats
    private final Map<SeatId, Long> prices;
    private final Map<UserId, Long> balances;
    private final HoldSettings settings;
    private final Instant now;

    /**
     * Begins with what there is.
     *
     * @param had what the buyers hold or own, and what they have given back since seats last reopened
     * @param settled what has become of the holds that are due; without those that somebody is just paying or lapsing
     * @param free the price of each free seat, in points
     * @param balances in points; asked only when holds must be covered (H6)
     */
    Allotment(
            Collection<Reservation> had,
            Map<ReservationId, Reservation> settled,
            Map<SeatId, Long> free,
            Map<UserId, Long> balances,
            HoldSettings settings,
            Instant now) {
        this.prices = new HashMap<>(free);
        this.balances = balances;
        this.settings = settings;
        this.now = now;
        for (var one : had) {
            if (!one.isDueAt(now)) {
                remember(one);
            } else if (settled.containsKey(one.id())) {
                remember(Objects.requireNonNull(settled.get(one.id())));
            } else {
                count(unsettled, one);
            }
        }
    }

    /**
     * Allots all of the seats.
     *
     * @throws SeatLimitExceeded when the user would have too many (H5)
     * @throws Unsettled when that depends on a hold that is due and may just be paid
     * @throws TooManyGivenBack when the concert reopens daily and the user has given back too many since
     * @throws SeatTaken naming those that are not free
     * @throws InsufficientBalance when the hold must be covered and is not (H6)
     */
    Taken decide(Wanted wanted) {
        var had = live.getOrDefault(wanted.buyer(), List.of());
        for (var hold : had) {
            if (hold.status() == Status.HELD && hold.seatNumbers().equals(wanted.numbers())) {
                return new Taken(hold, List.of());
            }
        }
        requireWithinLimit(wanted, had);
        requireFewGivenBack(wanted);
        long amount = price(wanted);
        requireCovered(wanted, amount);
        var hold = hold(wanted, amount);
        wanted.seats().forEach(prices::remove);
        remember(hold);
        return new Taken(hold, List.of(SeatsHeld.by(hold)));
    }

    private void requireWithinLimit(Wanted wanted, List<Reservation> had) {
        int seats = wanted.numbers().size()
                + had.stream().mapToInt(hold -> hold.seatNumbers().size()).sum();
        settings.requireWithinLimit(seats);
        if (settings.isTooMany(seats + unsettled.getOrDefault(wanted.buyer(), 0))) {
            throw new Unsettled();
        }
    }

    private void requireFewGivenBack(Wanted wanted) {
        if (wanted.performance().reopen() == Reopen.DAILY
                && givenBack.getOrDefault(wanted.buyer(), 0) >= settings.maxSeatsGivenBack()) {
            throw new TooManyGivenBack(settings.maxSeatsGivenBack());
        }
    }

    private void requireCovered(Wanted wanted, long amount) {
        if (settings.requireBalance() && balances.getOrDefault(wanted.user(), 0L) < amount) {
            throw new InsufficientBalance();
        }
    }

    private long price(Wanted wanted) {
        var taken = wanted.seats().stream()
                .filter(seat -> !prices.containsKey(seat))
                .map(SeatId::number)
                .toList();
        if (!taken.isEmpty()) {
            throw new SeatTaken(taken);
        }
        return wanted.seats().stream().mapToLong(prices::get).sum();
    }

    private Reservation hold(Wanted wanted, long amount) {
        var performance = wanted.performance();
        return new Reservation(
                new ReservationId(Ids.next()),
                performance.concertId(),
                performance.id(),
                performance.date(),
                wanted.user(),
                wanted.numbers(),
                amount,
                Status.HELD,
                now,
                now.plus(settings.duration()));
    }

    private static void count(Map<Buyer, Integer> seats, Reservation one) {
        seats.merge(
                new Buyer(one.userId(), one.performanceId()), one.seatNumbers().size(), Integer::sum);
    }

    private void remember(Reservation one) {
        var buyer = new Buyer(one.userId(), one.performanceId());
        switch (one.statusAt(now)) {
            case HELD, PAID ->
                live.computeIfAbsent(buyer, first -> new ArrayList<>()).add(one);
            case EXPIRED, CANCELED -> count(givenBack, one);
            case REFUNDED -> {}
        }
    }
}
