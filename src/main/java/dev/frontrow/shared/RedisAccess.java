package dev.frontrow.shared;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The way to Redis. While Redis is away, calls are refused at once rather than each waiting for its own timeout, and a
 * few are let through once a second to see whether it is back.
 */
@Component
public class RedisAccess implements MeterBinder {

    private static final int WINDOW_CALLS = 10;
    private static final int PROBE_CALLS = 2;
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    private final CircuitBreaker circuit = CircuitBreaker.of(
            "redis",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(WINDOW_CALLS)
                    .minimumNumberOfCalls(WINDOW_CALLS / 2)
                    .permittedNumberOfCallsInHalfOpenState(PROBE_CALLS)
                    .waitDurationInOpenState(PROBE_EVERY)
                    .maxWaitDurationInHalfOpenState(PROBE_EVERY) // or one that never ends would keep it there
                    .recordExceptions(DataAccessException.class)
                    .build());
    private final Outage outage = new Outage("Redis");
    private volatile Throwable lastFault = new IllegalStateException("no answer");

    RedisAccess() {
        circuit.getEventPublisher()
                .onError(failed -> lastFault = failed.getThrowable())
                .onStateTransition(change -> tell(change.getStateTransition().getToState()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outage.bindTo(registry);
    }

    private void tell(State state) {
        switch (state) {
            case OPEN -> outage.begins(lastFault);
            case CLOSED -> outage.ends();
            default -> {} // is tried
        }
    }

    /** The text of a script, for Spring's template: one given as a file is looked up on the disk at each call. */
    public static String script(String name) {
        try {
            return new ClassPathResource("redis/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs commands given to Redis through Spring's template.
     *
     * @throws Unavailable when Redis does not answer; what was asked may or may not have been done
     */
    public <T extends @Nullable Object> T call(Supplier<T> commands) {
        try {
            return circuit.executeSupplier(commands);
        } catch (DataAccessException | CallNotPermittedException away) {
            throw new Unavailable(PROBE_EVERY);
        }
    }
}
