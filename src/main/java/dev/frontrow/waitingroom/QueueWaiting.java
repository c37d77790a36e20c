package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The turn of this queue token has not come yet (W10). The estimate is left out while there is none. */
public final class QueueWaiting extends Problem {

    private final transient Place.Waiting place;

    QueueWaiting(Place.Waiting place) {
        super(Kind.FORBIDDEN, "QUEUE_WAITING", place.position());
        this.place = place;
    }

    @Override
    public Map<String, Object> details() {
        var details = new HashMap<String, Object>();
        details.put("queuePosition", place.position());
        if (place.estimate() != null) {
            details.put("estimatedWaitTime", place.estimate().likely().toSeconds());
        }
        return details;
    }

    @Override
    public Duration retryAfter() {
        return place.pollAfter();
    }
}
