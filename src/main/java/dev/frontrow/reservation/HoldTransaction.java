package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.InsufficientBalance;
import dev.frontrow.wallet.Wallets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The part of taking a hold that PostgreSQL decides, in one transaction. */
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

    /**
     * Holds all of the seats or none.
     *
     * @param numbers ascending, without repetition
     * @return the new hold, or the user's running hold of just these seats (H4)
     */
    @Transactional
    public Reservation take(UserId user, Performance performance, List<Integer> numbers) {
        reservations.lockBuyer(user, performance.id());
        Instant now = clock.instant();
        List<Reservation> live = reservations.live(user, performance.id(), now);
        Optional<Reservation> same = live.stream()
                .filter(r -> r.status() == Status.HELD && r.seatNumbers().equals(numbers))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        int had = live.stream().mapToInt(r -> r.seatNumbers().size()).sum();
        if (had + numbers.size() > settings.maxSeatsPerUser()) {
            throw new SeatLimitExceeded(settings.maxSeatsPerUser());
        }
        return takeNew(user, performance, numbers, now);
    }

    private Reservation takeNew(UserId user, Performance performance, List<Integer> numbers, Instant now) {
        var id = new ReservationId(Ids.next());
        SeatStore.Free found = seats.hold(performance.id(), numbers, id, now);
        if (found.numbers().size() < numbers.size()) {
            throw new SeatTaken(numbers.stream()
                    .filter(number -> !found.numbers().contains(number))
                    .toList());
        }
        if (settings.requireBalance() && wallets.balanceOf(user) < found.price()) {
            throw new InsufficientBalance();
        }
        var hold = new Reservation(
                id,
                performance.concertId(),
                performance.id(),
                performance.date(),
                user,
                numbers,
                found.price(),
                Status.HELD,
                now,
                now.plus(settings.duration()));
        reservations.insert(hold);
        outbox.record(new SeatsHeld(
                Ids.next(),
                now,
                id,
                hold.concertId(),
                hold.performanceId(),
                user,
                numbers,
                hold.amount(),
                hold.expiresAt()));
        return hold;
    }
}
