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
     * The hold, committed; refused as by {@link Allotment#decide}. Who depends on what is about to be settled waits
     * here, where nobody else has to wait for it too.
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
