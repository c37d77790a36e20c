package dev.frontrow.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.ops.Collector.Span;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Q4: one trace leads from a call through Redis, PostgreSQL and the outbox to what consumers make of it. */
@ExtendWith(OutputCaptureExtension.class)
class TracingIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static Collector collector;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        collector = new Collector();
        server = TestServer.start(
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.endpoint(),
                "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                "--management.tracing.sampling.probability=1.0");
    }

    @AfterAll
    static void stop() {
        server.stop();
        collector.close();
    }

    @Test
    void aHoldIsOneTraceFromTheCallToTheConsumers(CapturedOutput output) {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        var held = hold(fan.api(), fan, show);
        assertThat(held.status()).isEqualTo(201);
        var trace = held.headers().firstValue("X-Trace-Id").orElseThrow();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spansOf(trace))
                        .anyMatch(one(Collector.SERVER, "/api/v1/seats/reserve"))
                        .anyMatch(span -> span.name().matches("(?i)evalsha|eval"))
                        .anyMatch(span -> span.name().equals("query"))
                        .anyMatch(one(Collector.CONSUMER, "frontrow.reservations")));
        assertThat(isWhole(collector.spansOf(trace))).isTrue();
        assertThat(output.getOut()).contains("[" + trace + "] reservation: seats held");
        assertThat(collector.spans())
                .as("what is done by the clock")
                .noneMatch(span -> span.name().startsWith("task"));
    }

    @Test
    void theCallersTraceIsGoneOnWithAndToldInARefusal() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        var calling = fan.api().with("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01");
        assertThat(hold(calling, fan, show).status()).isEqualTo(201);
        var late = Fans.admitted(server);
        var refused = hold(late.api().with("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01"), late, show);

        assertThat(refused.body().path("traceId").asString()).isEqualTo(CALLERS_TRACE);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spansOf(CALLERS_TRACE))
                        .anyMatch(span ->
                                span.kind() == Collector.SERVER && span.parent().equals("00f067aa0ba902b7"))
                        .anyMatch(one(Collector.CONSUMER, "frontrow.reservations")));
    }

    @Test
    void withoutAnEndpointNothingMakesTraces() {
        var usual = TestServer.shared();
        assertThatThrownBy(() -> usual.bean(Tracer.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    private static Predicate<Span> one(int kind, String about) {
        return span -> span.kind() == kind && span.name().contains(about);
    }

    /** Every span but the first has its parent among them. */
    private static boolean isWhole(List<Span> spans) {
        return spans.stream()
                        .filter(span ->
                                spans.stream().noneMatch(other -> other.id().equals(span.parent())))
                        .count()
                == 1;
    }

    private static Api.Answer hold(Api api, Fans.Fan fan, Stage.Show show) {
        return api.post(
                "/seats/reserve",
                Map.of("userId", fan.userId(), "date", show.date(), "concertId", show.concertId(), "seat", 1));
    }
}
