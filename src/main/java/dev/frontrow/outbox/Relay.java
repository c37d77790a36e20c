package dev.frontrow.outbox;

import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Brings what the outbox holds to Kafka, oldest first, at least once (E1).
 *
 * <p>A batch goes out as one Kafka transaction, so that a broker failing in its middle cannot let a later event of a
 * key overtake an earlier one. One instance relays at a time, under a lease in PostgreSQL; should two overlap because
 * one stalled, events are told twice and never lost or reordered at their first telling.
 */
@Component
class Relay implements MeterBinder {

    private static final int BATCH_EVENTS = 2_000;
    private static final int BATCHES_PER_RUN = 100;
    private static final long POLL_MS = 200;
    private static final long KAFKA_AWAY_PAUSE_MS = 1_000;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final UUID instance = UUID.randomUUID();
    private final OutboxStore store;
    private final KafkaTemplate<String, String> kafka;
    private final KafkaAdmin admin;
    private volatile boolean topicsThere; // for certain; looked for at the first batch, and after one that failed
    private final OutboxMeters meters;
    private final Outage outage = new Outage("Kafka"); // the events wait in the table

    Relay(OutboxStore store, KafkaTemplate<String, String> kafka, KafkaAdmin admin, OutboxMeters meters) {
        this.store = store;
        this.kafka = kafka;
        this.admin = admin;
        this.meters = meters;
        log.atInfo().addKeyValue("holder", instance).log("events are relayed under this name");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outage.bindTo(registry);
    }

    @Scheduled(fixedDelay = POLL_MS)
    void run() throws InterruptedException {
        try {
            if (outage.lasts() && !topicsThere) {
                topicsThere = admin.initialize(); // meanwhile an instance that gets through takes the lease
            }
            boolean more = true;
            for (int batch = 0; batch < BATCHES_PER_RUN && more; batch++) {
                more = relayBatch();
            }
        } catch (KafkaException | org.springframework.kafka.KafkaException | IllegalStateException e) {
            away(e);
            handOver(); // perhaps it is only this instance that Kafka is away from
            Thread.sleep(KAFKA_AWAY_PAUSE_MS);
        }
    }

    /** Somebody did not get through to Kafka; from now on this looks whether it is back. */
    void away(Exception failed) {
        outage.begins(failed);
        topicsThere = false; // Kafka may come back without them
    }

    /** Relays one batch; true when there may be more. A send that fails makes the transaction's commit fail. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private boolean relayBatch() {
        if (store.isEmpty() || !store.lease(instance, LEASE)) {
            if (topicsThere) {
                outage.ends(); // Kafka has said so since, and this instance has nothing to tell it
            }
            return false;
        }
        List<OutboxStore.Row> batch = store.oldest(BATCH_EVENTS);
        if (batch.isEmpty()) {
            return false;
        }
        if (!topicsThere) {
            topicsThere = admin.initialize();
        }
        kafka.executeInTransaction(producer -> {
            batch.forEach(row -> producer.send(message(row)));
            return true;
        });
        outage.ends();
        meters.relayed(batch.size());
        store.delete(batch);
        return batch.size() == BATCH_EVENTS;
    }

    private static ProducerRecord<String, String> message(OutboxStore.Row row) {
        var message = new ProducerRecord<>(row.topic(), row.key(), row.payload());
        if (row.trace() != null) {
            message.headers().add(Traces.HEADER, row.trace().getBytes(StandardCharsets.US_ASCII));
        }
        return message;
    }

    @PreDestroy
    void handOver() {
        try {
            store.release(instance);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The lease runs out by itself", e);
        }
    }
}
