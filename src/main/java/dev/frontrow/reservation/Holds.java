package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.outbox.Outbox;
import dev.frontrow.reservation.Allotment.Taken;
import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Service;

/**
 * Takes holds (H1–H6). Redis turns those away who come too late, PostgreSQL alone decides; none of its connections is
 * kept while Redis is asked.
 */
@Service
public class Holds {

    private static final int LOOKS = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final SeatLocks locks;
    private final Gathering<Wanted, Taken> gathering;
    private final Outbox outbox;
    private final HoldSettings settings;
    private final Clock clock;

    Holds(
            SeatLocks locks,
            HoldTransaction transaction,
            Outbox outbox,
            HoldSettings settings,
            Clock clock,
            Traces traces) {
        this.locks = locks;
        this.gathering = new Gathering<>(transaction::take, Wanted::user, traces);
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Holds all of the seats for the user or none. Asking again for the same seats answers with the same hold, whose
     * clock runs on (H4).
     *
     * @param seats their numbers, in any order
     * @throws NotOnSale before the sale and from the performance's begin on
     * @throws SeatNotFound when a number is none of the performance's
     * @throws SeatLimitExceeded when the user would hold or own too many (H5)
     * @throws TooManyGivenBack when the concert reopens daily and the user has given back too many since
     * @throws SeatTaken naming those that are not free
     * @throws dev.frontrow.wallet.InsufficientBalance when a hold must be covered by the wallet and is not (H6)
     */
    public Reservation take(UserId user, Performance performance, Collection<Integer> seats) {
        if (!performance.isOnSale(clock.instant())) {
            throw new NotOnSale();
        }
        List<Integer> numbers = seats.stream().distinct().sorted().toList();
        if (numbers.getFirst() < 1 || numbers.getLast() > performance.totalSeats()) {
            throw new SeatNotFound();
        }
        if (numbers.size() > settings.maxSeatsPerUser()) {
            throw new SeatLimitExceeded(settings.maxSeatsPerUser());
        }
        return switch (locks.take(performance.id(), numbers, user, settings.duration())) {
            case SeatLocks.Lost(List<Integer> taken) -> throw new SeatTaken(taken);
            case SeatLocks.Won(List<Integer> locked) -> takeLocked(user, performance, numbers, locked);
        };
    }

    /** Waits here for what is about to be settled, where nobody else has to wait for it too. */
    private Taken decided(Wanted wanted) {
        for (int look = 1; ; look++) {
            try {
                return gathering.ask(wanted);
            } catch (Unsettled busy) {
                if (look == LOOKS) {
                    throw busy;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private Reservation takeLocked(UserId user, Performance performance, List<Integer> numbers, List<Integer> locked) {
        Taken taken;
        try {
            taken = decided(new Wanted(user, performance, numbers));
        } catch (RuntimeException e) {
            locks.tryRelease(performance.id(), locked, user);
            throw e;
        }
        outbox.tell(taken.news());
        return taken.hold();
    }
}
