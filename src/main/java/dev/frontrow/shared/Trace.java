package dev.frontrow.shared;

import java.util.UUID;
import org.slf4j.MDC;

/** The id under which all that one cause brings about stands in the log: 32 hexadecimal digits (Q4). */
public final class Trace {

    /** Its key in the logging context. */
    public static final String KEY = "traceId";

    private Trace() {}

    /** Runs what tells of an event: under the request's trace, or, where no request asked, under the event's own id. */
    public static void orOf(UUID event, Runnable act) {
        if (MDC.get(KEY) != null) {
            act.run();
            return;
        }
        try (var _ = MDC.putCloseable(KEY, event.toString().replace("-", ""))) {
            act.run();
        }
    }
}
