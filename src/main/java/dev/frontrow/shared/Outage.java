package dev.frontrow.shared;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Whether a service is away. The log is told once when it goes and once when it comes back, however many calls fail in
 * between, and the metrics show it as long as it lasts.
 */
public final class Outage implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final String CONNECTION_STATES = "08";

    /** A PostgreSQL that has become a standby or ran out of disk, and one that gave up waiting for us. */
    private static final Set<String> PASSING_STATES = Set.of("25006", "25P03");

    private final String service;
    private final AtomicBoolean away = new AtomicBoolean();

    /** Of the service with that name; there at first. */
    public Outage(String service) {
        this.service = service;
    }

    /** A call has failed. */
    public void begins(Throwable failed) {
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "{} is away: {}",
                    service,
                    NestedExceptionUtils.getMostSpecificCause(failed).toString());
        }
    }

    /** A call has been answered. */
    public void ends() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.warn("{} is back", service);
        }
    }

    /** True while no call has been answered since one failed. */
    public boolean lasts() {
        return away.get();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("frontrow.service.away", away, flag -> flag.get() ? 1 : 0)
                .description("1 while this instance does not get through to the service")
                .tag("service", service)
                .register(registry);
    }

    /**
     * What a service answers.
     *
     * @throws Unavailable when it is away, with that advice when to ask again
     */
    public static <T> T unlessAway(Duration tryAgain, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException failed) {
            if (isBehind(failed)) {
                throw new Unavailable(tryAgain);
            }
            throw failed;
        }
    }

    /** What a service answers or, when it is away, what was known before, if anything was. */
    public static <T> T orKnown(@Nullable T known, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException failed) {
            if (known != null && isBehind(failed)) {
                return known;
            }
            throw failed;
        }
    }

    /** True when a service could not be reached, or lost a connection or a lock that another attempt may well get. */
    public static boolean isBehind(Throwable thrown) {
        return Causes.of(thrown).anyMatch(Outage::saysTryAgain);
    }

    private static boolean saysTryAgain(Throwable cause) {
        return switch (cause) {
            case Unavailable _,
                    TransactionException _, // neither begun, nor committed, nor rolled back
                    DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    SQLTransientException _,
                    SQLRecoverableException _ -> true;
            case SQLException e -> isPassing(Objects.requireNonNullElse(e.getSQLState(), ""));
            default -> false;
        };
    }

    private static boolean isPassing(String state) {
        return state.startsWith(CONNECTION_STATES) || PASSING_STATES.contains(state);
    }
}
