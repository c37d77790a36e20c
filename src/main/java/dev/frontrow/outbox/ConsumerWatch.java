package dev.frontrow.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the consumers (E3), and starts again one that has stopped by itself. The server's start has no part in it: it
 * would fail with a Kafka whose name is not known yet (E1). And Spring ends a consumer for good at an {@link Error},
 * such as a moment without memory, and nothing else would notice: the server goes on and the events wait.
 */
@Component
class ConsumerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWatch.class);
    private static final long LOOK_MS = 5_000;

    private final KafkaListenerEndpointRegistry consumers;
    private final boolean wanted;
    private final Relay relay;
    private final Counter restarted;
    private final Set<MessageListenerContainer> started = new HashSet<>();

    ConsumerWatch(KafkaListenerEndpointRegistry consumers, KafkaProperties kafka, Relay relay, MeterRegistry registry) {
        this.consumers = consumers;
        this.wanted = kafka.getListener().isAutoStartup();
        this.relay = relay;
        restarted = Counter.builder("frontrow.consumers.restarted")
                .description("Consumers that had stopped by themselves and were started again")
                .register(registry);
    }

    /** One that was told to stop is as it should be, and while the server ends all are. */
    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        if (wanted && consumers.isRunning()) {
            consumers.getListenerContainers().forEach(this::lookAt);
        }
    }

    private void lookAt(MessageListenerContainer consumer) {
        if (!started.contains(consumer)) {
            start(consumer);
        } else if (!consumer.isInExpectedState()) {
            LOG.warn("the consumer of {} has stopped and is started again", consumer.getGroupId());
            restarted.increment();
            start(consumer);
        }
    }

    private void start(MessageListenerContainer consumer) {
        try {
            consumer.stop(); // one that has stopped by itself counts as running, though nothing runs in it
            consumer.start();
            started.add(consumer);
        } catch (KafkaException away) {
            relay.away(away);
            notStarted(consumer);
        } catch (Exception | Error failed) {
            LOG.warn("the consumer of {} could not be started", consumer.getGroupId(), failed);
            notStarted(consumer);
        }
    }

    /** Half started, it would be taken for one that runs. */
    private void notStarted(MessageListenerContainer consumer) {
        consumer.stopAbnormally(() -> {});
        started.remove(consumer);
    }
}
