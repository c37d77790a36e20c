package dev.frontrow.shared;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Traces are made where somebody is told of them, at {@code management.opentelemetry.tracing.export.otlp.endpoint}.
 * Without such an address nothing of what makes them is there, so that they cost a request nothing.
 */
public final class TracingSwitch implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String BOOT = "org.springframework.boot.";

    /** These observe commands one by one, which the metrics have no need of. */
    private static final String OBSERVERS =
            BOOT + "data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.containsProperty(ENDPOINT)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("no traces", Map.of("spring.autoconfigure.exclude", OBSERVERS)));
        }
    }
}
