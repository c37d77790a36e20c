package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** P5: whatever is done with a card, its number is in no table, log, event or error, and neither is its token. */
class CardSecrecyIntegrationTests {

    private static final List<String> NUMBERS = List.of(
            Counter.GOOD,
            Counter.DECLINES,
            Counter.REFUSED,
            Counter.ANSWER_LOST,
            Counter.ANSWER_LOST_THEN_DECLINED,
            Counter.FAILS_ONCE,
            "4242424242424241"); // adds up to nothing

    private static final Duration POLL = Duration.ofMillis(500);

    private final TestServer server = Counter.server();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    @Test
    void noCardNumberIsLeftAnywhere() {
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var listening = listening();
        log.addAppender(listening);
        var loud = List.of("dev.frontrow", "org.springframework.web", "org.springframework.jdbc").stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .collect(Collectors.toMap(one -> one, one -> String.valueOf(one.getLevel())));
        loud.keySet().forEach(one -> one.setLevel(Level.INFO));
        try {
            NUMBERS.forEach(this::doEverythingWith);
        } finally {
            loud.forEach((one, level) -> one.setLevel(Level.toLevel(level, null)));
            log.detachAppender(listening);
        }
        said.addAll(tables());
        said.addAll(topics());
        assertThat(said).hasSizeGreaterThan(100);
        for (var number : NUMBERS) {
            assertThat(said).noneMatch(text -> text.replaceAll("[ -]", "").contains(number));
        }
        assertThat(said).noneMatch(text -> text.contains("sandbox-"));
    }

    private void doEverythingWith(String number) {
        var fan = Counter.fan();
        for (var body : bodies(number)) {
            said.add(fan.api().post(path(fan), body).envelope().toString());
        }
        said.add(fan.api()
                .post(path(fan), "{\"cardNumber\":\"" + number + "\",")
                .envelope()
                .toString());
        said.add(fan.api().post(path(fan), "\"" + number + "\"").envelope().toString());
        said.add(fan.api().delete(path(fan) + "/" + number).envelope().toString());
        said.add(fan.api().get(path(fan)).envelope().toString());
        fan.api().get(path(fan)).body().path("paymentMethods").forEach(method -> {
            var id = method.path("paymentMethodId").asString();
            said.add(Counter.charge(fan, 1_000, id, "k").envelope().toString());
            said.add(Counter.charge(fan, 1_000, id, "k").envelope().toString());
        });
        said.add(Counter.charge(fan, 1_000, number, null).envelope().toString());
    }

    /** As a fan types it, right and wrong in every place. */
    private static List<Map<String, Object>> bodies(String number) {
        Map<String, Object> right = Map.of("cardNumber", number, "expiry", "12/39", "holder", "Kim");
        var all = new ArrayList<>(List.of(right));
        for (var member : right.keySet()) {
            for (Object wrong : List.of(number + "x", number + "/" + number, Long.valueOf(number), List.of(number))) {
                var changed = new HashMap<>(right);
                changed.put(member, wrong);
                all.add(changed);
            }
        }
        var more = new HashMap<>(right);
        more.put(number, number);
        all.add(more);
        return all;
    }

    private static String path(Fan fan) {
        return "/users/" + fan.userId() + "/payment-methods";
    }

    private AppenderBase<ILoggingEvent> listening() {
        var listening = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs()
                        + " " + event.getMDCPropertyMap() + " "
                        + ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        };
        listening.start();
        return listening;
    }

    /** Every row of every table as PostgreSQL writes it. */
    private List<String> tables() {
        return server
                .jdbc()
                .sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list()
                .stream()
                .flatMap(table ->
                        server.jdbc().sql("select t::text from " + table + " t").query(String.class).list().stream())
                .toList();
    }

    private List<String> topics() {
        var kafka = server.bean(org.springframework.core.env.Environment.class)
                .getRequiredProperty("spring.kafka.bootstrap-servers");
        var events = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> partition.topic().startsWith("frontrow."))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            var read = consumer.poll(POLL);
            while (!read.isEmpty() || events.isEmpty()) {
                read.forEach(event -> events.add(event.key() + " " + event.value()));
                read = consumer.poll(POLL);
            }
        }
        return events;
    }
}
