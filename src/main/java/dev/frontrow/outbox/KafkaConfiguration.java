package dev.frontrow.outbox;

import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.core.JacksonException;

/** The topics (E2), and what a consumer does with an event it cannot handle. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final int PARTITIONS = 6;
    private static final long RETRY_AFTER_MS = 1_000;

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

    /** What fails because PostgreSQL is away is tried until it is back; what is no event of ours is passed over. */
    @Bean
    DefaultErrorHandler consumerErrors() {
        var handler = new DefaultErrorHandler(new FixedBackOff(RETRY_AFTER_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.addNotRetryableExceptions(JacksonException.class);
        return handler;
    }
}
