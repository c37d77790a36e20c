package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerPostProcessor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** E1, E3: an event that no try can handle is told to the log, and does not block those behind it. */
@ExtendWith(OutputCaptureExtension.class)
class ConsumerFaultsIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String GROUP = "frontrow-seat-locks";

    private static TestServer server;

    private final UUID fan = UUID.randomUUID();
    private Stage.Show show;
    private String lock;

    /** One whose consumers nobody else stands in for. */
    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void lock() {
        show = Stage.plain(server);
        lock = "seat:{" + show.performanceId() + "}:1";
        redis().opsForValue().set(lock, fan.toString());
    }

    @Test
    void anEventThatCannotBeHandledIsPassedOver(CapturedOutput output) {
        tell(show, "no event at all", lapse(show, fan, "null"), lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis().hasKey(lock));
        await().atMost(SOON).until(() -> seatsLapsed() == 1);
        assertThat(output.getAll()).contains("passed over");
    }

    private long seatsLapsed() {
        return server.jdbc()
                .sql("select coalesce(sum(seats_lapsed), 0) from sales_minute where performance_id = :performance")
                .param("performance", show.performanceId())
                .query(Long.class)
                .single();
    }

    /** Kafka refuses a consumer for a moment, such as while its rights are changed. */
    @Test
    void aConsumerThatIsRefusedAsksAgain() {
        breakDown(new TopicAuthorizationException("made up"));
        tell(show, lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis().hasKey(lock));
    }

    /** It does so after a minute without Kafka, which is no fault and told elsewhere. */
    @Test
    void aConsumerWhoseClientGivesUpGoesOnInSilence(CapturedOutput output) {
        int before = output.getAll().length();
        breakDown(new TimeoutException("made up"));
        tell(show, lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis().hasKey(lock));
        assertThat(output.getAll().substring(before)).doesNotContain("ERROR", "made up");
    }

    /** Which ends it for good, had nobody an eye on it. */
    @Test
    void aConsumerThatAnErrorHasEndedIsStartedAgain(CapturedOutput output) {
        var restarts = Meters.of(server).of("frontrow.consumers.restarted");
        breakDown(new NoClassDefFoundError("made up"));
        tell(show, lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis().hasKey(lock));
        assertThat(Meters.of(server).of("frontrow.consumers.restarted")).isEqualTo(restarts + 1);
        assertThat(output.getAll()).containsOnlyOnce("the consumer of " + GROUP + " has stopped");
    }

    /** Half started, it would be taken for one that runs. */
    @Test
    void aConsumerThatCannotBeStartedAgainIsTriedAgain() {
        var failed = new AtomicBoolean();
        var broken = new AtomicBoolean();
        var consumers = consumers();
        ConsumerPostProcessor<Object, Object> failing = consumer -> {
            if (broken.get() && failed.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("made up");
            }
            return consumer;
        };
        consumers.addPostProcessor(failing);
        breakDown(new NoClassDefFoundError("made up"), broken);
        await().atMost(SOON).untilTrue(failed);
        consumers.removePostProcessor(failing);
        tell(show, lapse(show, fan, "[1]"));
        await().atMost(SOON).until(() -> !redis().hasKey(lock));
    }

    private static void breakDown(Throwable fault) {
        breakDown(fault, new AtomicBoolean());
    }

    @SuppressWarnings("unchecked") // the one factory there is
    private static DefaultKafkaConsumerFactory<Object, Object> consumers() {
        return server.bean(DefaultKafkaConsumerFactory.class);
    }

    /** Lets the consumer fail at its next look for events, once. */
    private static void breakDown(Throwable fault, AtomicBoolean broken) {
        ConsumerPostProcessor<Object, Object> breaking = consumer -> breaking(consumer, fault, broken);
        var consumers = consumers();
        var container = server.bean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
                .filter(one -> GROUP.equals(one.getGroupId()))
                .findFirst()
                .orElseThrow();
        container.stop();
        consumers.addPostProcessor(breaking);
        container.start();
        await().atMost(SOON).untilTrue(broken);
        consumers.removePostProcessor(breaking);
    }

    @SuppressWarnings("unchecked") // a proxy has no type of its own
    private static Consumer<Object, Object> breaking(
            Consumer<Object, Object> consumer, Throwable fault, AtomicBoolean broken) {
        return (Consumer<Object, Object>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("poll") && broken.compareAndSet(false, true)) {
                        throw fault;
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static StringRedisTemplate redis() {
        return server.bean(StringRedisTemplate.class);
    }

    private static String lapse(Stage.Show show, UUID fan, String seats) {
        var facts = "\"concertId\":%d,\"performanceId\":%d,\"userId\":\"%s\",\"seatNumbers\":%s"
                .formatted(show.concertId(), show.performanceId(), fan, seats);
        var ids = "\"eventId\":\"%1$s\",\"reservationId\":\"%1$s\"".formatted(UUID.randomUUID());
        var at = server.clock().instant();
        return "{\"type\":\"HoldLapsed\",\"occurredAt\":\"" + at + "\"," + ids + "," + facts + "}";
    }

    /** In one transaction, so that they come together. */
    @SuppressWarnings("unchecked") // the one template there is
    private void tell(Stage.Show show, String... events) {
        KafkaTemplate<String, String> kafka = server.bean(KafkaTemplate.class);
        kafka.executeInTransaction(producer -> Stream.of(events)
                .map(event -> producer.send("frontrow.reservations", Long.toString(show.performanceId()), event))
                .map(CompletableFuture::join)
                .toList());
    }
}
