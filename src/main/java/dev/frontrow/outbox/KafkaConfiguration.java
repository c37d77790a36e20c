package dev.frontrow.outbox;

import dev.frontrow.shared.Outage;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.core.JacksonException;

/** The topics (E2), and what a consumer does with an event it cannot handle. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaConfiguration.class);
    private static final int PARTITIONS = 6;
    private static final long RETRY_AFTER_MS = 1_000;
    private static final long RETRIES = 3;

    /**
     * Gives the relay Kafka's transactions. Not by the property {@code transaction-id-prefix}: with it Boot makes
     * Kafka's transaction manager the only one, and no change in PostgreSQL is a transaction any more.
     */
    @Bean
    DefaultKafkaProducerFactoryCustomizer relayTransactions() {
        return factory -> factory.setTransactionIdPrefix("frontrow-relay-" + UUID.randomUUID() + "-");
    }

    @Bean
    NewTopics topics() {
        return new NewTopics(topic("frontrow.reservations"), topic("frontrow.payments"), topic("frontrow.points"));
    }

    private static NewTopic topic(String name) {
        return TopicBuilder.name(name).partitions(PARTITIONS).build();
    }

    /**
     * Consumers wait in {@code select}, which keeps the carrier of a virtual thread: they have threads of their own
     * instead, and leave the carriers to the requests. {@link ConsumerWatch} starts them.
     */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> ownThreads() {
        return container -> {
            container.getContainerProperties().setListenerTaskExecutor(new SimpleAsyncTaskExecutor("events-"));
            container.setAutoStartup(false);
        };
    }

    /**
     * What fails because a service is away is tried until that is back. What fails for another reason is tried a few
     * times and then told and passed over, and what is no event of ours at once: neither may block those behind it.
     */
    @Bean
    DefaultErrorHandler consumerErrors() {
        var handler =
                new DefaultErrorHandler(
                        (event, fault) -> LOG.error(
                                "event {}-{}@{} passed over", event.topic(), event.partition(), event.offset(), fault),
                        new FixedBackOff(RETRY_AFTER_MS, RETRIES)) {
                    // That Kafka is away for so long that its client gives up, the relay tells; this goes on.
                    @Override
                    public void handleOtherException(
                            Exception fault,
                            Consumer<?, ?> consumer,
                            MessageListenerContainer container,
                            boolean batch) {
                        if (!(fault instanceof RetriableException)) {
                            super.handleOtherException(fault, consumer, container, batch);
                        }
                    }
                };
        handler.setBackOffFunction((event, fault) ->
                Outage.isBehind(fault) ? new FixedBackOff(RETRY_AFTER_MS, FixedBackOff.UNLIMITED_ATTEMPTS) : null);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.addNotRetryableExceptions(JacksonException.class);
        return handler;
    }
}
