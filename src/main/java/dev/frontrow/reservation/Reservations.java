package dev.frontrow.reservation;

import dev.frontrow.catalog.ConcertRequired;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a hold once it is there: it is paid, canceled, or found again. Taking one is done by {@link
 * Holds}.
 */
@Service
public class Reservations {

    private final ReservationStore reservations;
    private final SeatStore seats;
    private final Outbox outbox;
    private final Clock clock;

    Reservations(ReservationStore reservations, SeatStore seats, Outbox outbox, Clock clock) {
        this.reservations = reservations;
        this.seats = seats;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Locks reservations for the rest of the transaction, so that each is either paid or lapses. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<ReservationId, Reservation> lock(Collection<ReservationId> ids) {
        return reservations.lock(ids).stream().collect(Collectors.toMap(Reservation::id, Function.identity()));
    }

    /**
     * Makes locked holds their users' own (M2).
     *
     * @return what was written, in that order; to be announced after the commit
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<SeatsSold> sell(List<Reservation> holds, Instant paidAt) {
        reservations.end(holds, Status.PAID, paidAt);
        seats.sell(holds, paidAt);
        var sold = holds.stream().map(hold -> SeatsSold.by(hold, paidAt)).toList();
        outbox.write(sold);
        return sold;
    }

    /** Ends a locked hold and lets its seats go (H9, M3). */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant cancel(Reservation hold) {
        Instant now = clock.instant();
        reservations.end(List.of(hold), Status.CANCELED, now);
        seats.letGo(List.of(hold), now);
        outbox.record(new HoldCanceled(
                Ids.next(), now, hold.id(), hold.concertId(), hold.performanceId(), hold.userId(), hold.seatNumbers()));
        return now;
    }

    /**
     * Cancels the whole hold that contains the seat (H9).
     *
     * @return when
     * @throws ReservationNotFound when the user has no running hold with that seat
     * @throws ConcertRequired when holds of several concerts fit
     */
    @Transactional
    public Instant cancel(UserId user, LocalDate date, int seat, @Nullable ConcertId concert) {
        Reservation hold = reservations
                .lock(List.of(meant(user, date, seat, concert).id()))
                .stream()
                .filter(locked -> locked.statusAt(clock.instant()) == Status.HELD)
                .findFirst()
                .orElseThrow(ReservationNotFound::new);
        return cancel(hold);
    }

    /**
     * The reservation that the user means by a day and a seat: the live hold, else the newest.
     *
     * @param concert may be null while only one concert of that day comes into question
     * @throws ReservationNotFound when there is none
     * @throws ConcertRequired when holds of several concerts fit
     */
    public Reservation meant(UserId user, LocalDate date, int seat, @Nullable ConcertId concert) {
        List<Reservation> found = reservations.withSeat(user, date, seat, concert);
        Instant now = clock.instant();
        List<Reservation> live =
                found.stream().filter(r -> r.statusAt(now) == Status.HELD).toList();
        if (live.size() > 1) {
            throw new ConcertRequired();
        }
        return live.isEmpty() ? found.stream().findFirst().orElseThrow(ReservationNotFound::new) : live.getFirst();
    }

    /** The reservation as it stands, anybody's. */
    public Optional<Reservation> find(ReservationId id) {
        return reservations.find(id);
    }

    /**
     * The user's reservations, newest first.
     *
     * @param concert null for every concert
     * @param before the reservation to go on after, null for the newest
     * @param limit at most so many
     */
    public List<Reservation> of(UserId user, @Nullable ConcertId concert, @Nullable ReservationId before, int limit) {
        return reservations.of(user, concert, before, limit);
    }
}
