package dev.frontrow.reservation;

import dev.frontrow.reservation.Allotment.Taken;
import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.Traces;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Has PostgreSQL decide about the holds that are asked for at the same time, together. */
@Component
class GatheredHolds {

    private static final int LOOKS = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Gathering<Wanted, Taken> gathering;

    GatheredHolds(HoldTransaction transaction, Traces traces) {
        this.gathering = new Gathering<>(transaction::take, Wanted::user, traces);
    }

    /**
     * The hold, committed. Who depends on what is about to be settled waits here, where nobody else has to wait for it
     * too, for a second at most.
     *
     * @throws dev.frontrow.catalog.PerformanceNotFound when the concert has been withdrawn meanwhile
     * @throws SeatLimitExceeded when the user would have too many (H5)
     * @throws Unsettled when that is not settled within the second
     * @throws TooManyGivenBack when the concert reopens daily and the user has given back too many since
     * @throws SeatTaken naming those that are not free
     * @throws dev.frontrow.wallet.InsufficientBalance when the hold must be covered and is not (H6)
     * @throws dev.frontrow.shared.Unavailable when too many ask
     */
    Taken take(Wanted wanted) {
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
}
