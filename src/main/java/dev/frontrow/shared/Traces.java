package dev.frontrow.shared;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The trace that is going on, for those who hand work on to somebody later or elsewhere. */
@Component
public class Traces {

    /** The header under which it is handed on. */
    public static final String HEADER = "traceparent";

    private static final int TRACEPARENT_PARTS = 4;

    private final @Nullable Tracer tracer;
    private final ObservationRegistry observations;

    @Autowired
    Traces(ObjectProvider<Tracer> tracer, ObservationRegistry observations) {
        this(tracer.getIfAvailable(), observations);
    }

    private Traces(@Nullable Tracer tracer, ObservationRegistry observations) {
        this.tracer = tracer;
        this.observations = observations;
    }

    /** Where nobody traces. */
    static Traces none() {
        return new Traces((Tracer) null, ObservationRegistry.NOOP);
    }

    /** What goes on in this thread, for {@link #goOn} in another one; null where nobody traces. */
    @Nullable
    Observation here() {
        return tracer == null ? null : observations.getCurrentObservation();
    }

    /** Does work as a part of what went on there. */
    <T> T goOn(@Nullable Observation there, Supplier<T> work) {
        if (there == null) {
            return work.get();
        }
        try (var _ = there.openScope()) {
            return work.get();
        }
    }

    /** Notes that what was handed on under {@link #HEADER} has arrived by that topic. */
    public void received(String topic, String traceparent) {
        var parts = traceparent.split("-", -1);
        if (tracer == null || parts.length != TRACEPARENT_PARTS) {
            return;
        }
        var sender = tracer.traceContextBuilder()
                .traceId(parts[1])
                .spanId(parts[2])
                .sampled(parts[3].equals("01"))
                .build();
        tracer.spanBuilder()
                .setParent(sender)
                .kind(Span.Kind.CONSUMER)
                .name(topic + " receive")
                .start()
                .end();
    }

    /** As a W3C {@code traceparent}; null where nobody traces. */
    public @Nullable String current() {
        var span = tracer == null ? null : tracer.currentSpan();
        if (span == null) {
            return null;
        }
        var context = span.context();
        var sampled = Boolean.TRUE.equals(context.sampled());
        return "00-" + context.traceId() + "-" + context.spanId() + (sampled ? "-01" : "-00");
    }
}
