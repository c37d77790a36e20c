package dev.frontrow.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts again a consumer that has stopped by itself (E3). Spring ends one for good at an {@link Error}, such as a
 * moment without memory, and nothing else would notice: the server goes on and the events wait.
 */
@Component
class ConsumerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWatch.class);
    private static final long LOOK_MS = 5_000;

    private final KafkaListenerEndpointRegistry consumers;
    private final Counter restarted;

    ConsumerWatch(KafkaListenerEndpointRegistry consumers, MeterRegistry registry) {
        this.consumers = consumers;
        restarted = Counter.builder("frontrow.consumers.restarted")
                .description("Consumers that had stopped by themselves and were started again")
                .register(registry);
    }

    /** One that was told to stop is as it should be, and while the server ends all are. */
    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        if (consumers.isRunning()) {
            consumers.getListenerContainers().stream()
                    .filter(consumer -> !consumer.isInExpectedState())
                    .forEach(this::startAgain);
        }
    }

    private void startAgain(MessageListenerContainer consumer) {
        LOG.warn("the consumer of {} has stopped and is started again", consumer.getGroupId());
        restarted.increment();
        try {
            consumer.stop(); // the container counts as running, though nothing runs in it
            consumer.start();
        } catch (Exception | Error failed) { // half started, it would be taken for one that runs
            LOG.warn("the consumer of {} could not be started", consumer.getGroupId(), failed);
            consumer.stopAbnormally(() -> {});
        }
    }
}
