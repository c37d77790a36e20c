package dev.frontrow.outbox;

import dev.frontrow.shared.Traces;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.stereotype.Component;

/** Notes in the trace of each event that a group of consumers has received it; a batch is of many traces. */
@Component
class TracedBatches implements BatchInterceptor<Object, Object> {

    private final Traces traces;

    TracedBatches(Traces traces) {
        this.traces = traces;
    }

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        for (var event : records) {
            var trace = event.headers().lastHeader(Traces.HEADER);
            if (trace != null) {
                traces.received(event.topic(), new String(trace.value(), StandardCharsets.US_ASCII));
            }
        }
        return records;
    }
}
