package dev.frontrow.shared.web;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Objects;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * By what the requests are told apart in the metrics: method, template of the path, status, and the name of the refusal
 * where it is one. Each of them has few values, whatever callers send.
 */
@Component
class OperationTags extends DefaultServerRequestObservationConvention {

    /** The request attribute in which the name of its refusal stands. */
    static final String REFUSAL = OperationTags.class.getName();

    private static final String TAG = "refusal";
    private static final KeyValue NONE = KeyValue.of(TAG, "none");

    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.of(method(context), uri(context), status(context), outcome(context), refusal(context));
    }

    private static KeyValue refusal(ServerRequestObservationContext context) {
        var name = Objects.requireNonNull(context.getCarrier()).getAttribute(REFUSAL);
        return name == null ? NONE : KeyValue.of(TAG, name.toString());
    }
}
