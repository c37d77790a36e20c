package dev.frontrow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** What other programs read from Kafka (E2), from the beginning on. */
public final class Topics implements AutoCloseable {

    private static final List<String> NAMES = List.of("frontrow.reservations", "frontrow.payments", "frontrow.points");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final String address;
    private final KafkaConsumer<String, String> consumer;
    private final List<Told> told = new ArrayList<>();

    /** An event. */
    public record Told(String topic, String key, String eventId, String type, String reservationId) {
        public static Told of(String topic, String key, String json) {
            var event = JSON.readTree(json);
            return new Told(
                    topic,
                    key,
                    event.path("eventId").asString(),
                    event.path("type").asString(),
                    event.path("reservationId").asString(""));
        }
    }

    private Topics(String address) {
        this.address = address;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", address,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** The topics, which must be there, at the broker of a server with these arguments. */
    public static Topics at(String... arguments) {
        var topics = new Topics(Stream.of(arguments)
                .filter(argument -> argument.startsWith("--spring.kafka.bootstrap-servers="))
                .map(argument -> argument.replaceFirst(".*=", ""))
                .findFirst()
                .orElseThrow());
        topics.consumer.assign(NAMES.stream()
                .flatMap(name -> topics.consumer.partitionsFor(name).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return topics;
    }

    /** All that has been told so far, each event at its first telling, once that is enough for the test. */
    public List<Told> until(Predicate<List<Told>> enough) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(distinct())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only told: " + distinct());
            }
            consumer.poll(POLL).forEach(event -> told.add(Told.of(event.topic(), event.key(), event.value())));
        }
        return distinct();
    }

    private List<Told> distinct() {
        var byId = new LinkedHashMap<String, Told>();
        told.forEach(event -> byId.putIfAbsent(event.eventId(), event));
        return List.copyOf(byId.values());
    }

    /** True when a consumer of the server has read what is there now of that topic, and has done with it. */
    public boolean isReadBy(String group, String topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            var done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                    .filter(end -> end.getKey().topic().equals(topic) && end.getValue() > 0)
                    .allMatch(end -> done.containsKey(end.getKey())
                            && Objects.requireNonNull(done.get(end.getKey())).offset()
                                    >= end.getValue() - 1); // the end of a transaction takes a place too
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many partitions each topic has. */
    public Map<String, Long> partitions() {
        return consumer.assignment().stream()
                .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.counting()));
    }

    /** Deletes them with all that was told. */
    public void delete() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.deleteTopics(NAMES).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
