package dev.frontrow.reservation;

import dev.frontrow.shared.Unavailable;
import java.time.Duration;

/** Whether the user may hold more depends on a hold that is due and may just be paid: known in a moment (H5). */
final class Unsettled extends Unavailable {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    Unsettled() {
        super(TRY_AGAIN);
    }
}
