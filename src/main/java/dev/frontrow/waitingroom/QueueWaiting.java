package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The turn of this queue token has not come yet (W10). The estimate is null while there is none, as in the answer to a
 * poll.
 */
public final class QueueWaiting extends Problem {

    private final transient Place.Waiting place;

    QueueWaiting(Place.Waiting place) {
        super(Kind.FORBIDDEN, "QUEUE_WAITING", place.position());
        this.place = place;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        var details = new HashMap<String, @Nullable Object>();
        details.put("queuePosition", place.position());
        details.put(
                "estimatedWaitTime",
                place.estimate() == null ? null : place.estimate().likely().toSeconds());
        return details;
    }

    @Override
    public Duration retryAfter() {
        return place.pollAfter();
    }
}
