package dev.frontrow.shared;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The way to Redis. While Redis is away, calls are refused at once rather than each waiting for its own timeout, and a
 * few are let through once a second to see whether it is back.
 */
@Component
public class RedisAccess {

    private static final Logger LOG = LoggerFactory.getLogger(RedisAccess.class);

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
                    .recordExceptions(DataAccessException.class)
                    .build());

    RedisAccess() {
        circuit.getEventPublisher()
                .onStateTransition(change -> LOG.warn("redis circuit: {}", change.getStateTransition()))
                .onError(failed -> LOG.debug("redis call failed", failed.getThrowable()));
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
