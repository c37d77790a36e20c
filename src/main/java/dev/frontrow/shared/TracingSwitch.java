package dev.frontrow.shared;

import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Traces are made where somebody is told of them, at {@value #ENDPOINT}. Without such an address nothing of what makes
 * them is there, so that they cost a request nothing.
 */
public final class TracingSwitch implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String BOOT = "org.springframework.boot.";
    private static final String TRACING = BOOT + "micrometer.tracing.";

    private static final List<String> TRACERS = List.of(
            BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration",
            TRACING + "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            TRACING + "opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
            TRACING + "autoconfigure.MicrometerTracingAutoConfiguration",
            TRACING + "autoconfigure.NoopTracerAutoConfiguration",
            TRACING + "autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
            // These observe commands and statements one by one, which the metrics have no need of.
            BOOT + "data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration",
            "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        boolean on = environment.containsProperty(ENDPOINT);
        environment.getPropertySources().addLast(new MapPropertySource("tracing", on ? on() : off()));
    }

    private static Map<String, Object> on() {
        return Map.of(
                "spring.kafka.listener.observation-enabled", true,
                "jdbc.includes", "QUERY", // what a connection and a row of a result take says nothing more
                "management.tracing.propagation.type", "w3c"); // which is what TraceFilter reads
    }

    private static Map<String, Object> off() {
        return Map.of("spring.autoconfigure.exclude", String.join(",", TRACERS));
    }
}
