package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.Seats;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.Allotment.Taken;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/**
 * Takes holds (H1–H6). Redis turns those away who come too late, for one seat without PostgreSQL, which alone decides;
 * none of its connections is kept while Redis is asked.
 */
@Service
public class Holds {

    private final SeatLocks locks;
    private final GatheredHolds gathered;
    private final Seats seats;
    private final Outbox outbox;
    private final HoldSettings settings;
    private final Clock clock;

    Holds(SeatLocks locks, GatheredHolds gathered, Seats seats, Outbox outbox, HoldSettings settings, Clock clock) {
        this.locks = locks;
        this.gathered = gathered;
        this.seats = seats;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Holds all of the seats for the user or none. Asking again for the same seats answers with the same hold, whose
     * clock runs on (H4).
     *
     * @param wanted their numbers, in any order
     * @throws dev.frontrow.catalog.PerformanceNotFound when the concert is withdrawn meanwhile
     * @throws NotOnSale before the sale and from the performance's begin on
     * @throws SeatNotFound when a number is none of the performance's
     * @throws SeatLimitExceeded when the user would hold or own too many (H5)
     * @throws TooManyGivenBack when the concert reopens daily and the user has given back too many since
     * @throws SeatTaken naming those that are not free
     * @throws dev.frontrow.wallet.InsufficientBalance when a hold must be covered by the wallet and is not (H6)
     * @throws dev.frontrow.shared.Unavailable when too many ask, or the user's limit depends on a hold that may just be
     *     paid
     */
    public Reservation take(UserId user, Performance performance, Collection<Integer> wanted) {
        requireOnSale(performance);
        List<Integer> numbers = wanted.stream().distinct().sorted().toList();
        if (numbers.getFirst() < 1 || numbers.getLast() > performance.totalSeats()) {
            throw new SeatNotFound();
        }
        settings.requireWithinLimit(numbers.size());
        return switch (locks.take(performance.id(), numbers, user, settings.duration())) {
            case SeatLocks.Lost(List<Integer> others) -> throw taken(performance, numbers, others);
            case SeatLocks.Won(List<Integer> locked) -> takeLocked(user, performance, numbers, locked);
        };
    }

    /**
     * Refuses a performance whose seats nobody may hold now.
     *
     * @throws NotOnSale before the sale and from the performance's begin on
     */
    void requireOnSale(Performance performance) {
        if (!performance.isOnSale(clock.instant())) {
            throw new NotOnSale();
        }
    }

    /**
     * Redis knows only who came lately: what else is not free among the seats is looked up.
     *
     * @param others the seats at which somebody else is
     */
    private SeatTaken taken(Performance performance, List<Integer> numbers, List<Integer> others) {
        if (others.size() == numbers.size()) {
            return new SeatTaken(others);
        }
        var taken = new TreeSet<>(others);
        taken.addAll(seats.notFree(performance, numbers));
        return new SeatTaken(List.copyOf(taken));
    }

    private Reservation takeLocked(UserId user, Performance performance, List<Integer> numbers, List<Integer> locked) {
        Taken taken;
        try {
            taken = gathered.take(new Wanted(user, performance, numbers));
        } catch (RuntimeException e) {
            locks.tryRelease(performance.id(), locked, user);
            throw e;
        }
        outbox.announce(taken.news());
        return taken.hold();
    }
}
