package dev.frontrow.shared;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out when PostgreSQL goes and comes back. It tells the log, so that those who fail meanwhile need not, and the
 * pool, so that they fail at once. It has a connection of its own: a pool that everybody waits for is no outage.
 */
@Component
class PostgresWatch implements MeterBinder {

    private static final long LOOK_MS = 1_000;
    private static final String TOO_MANY = "53300"; // connections

    /** Reads are answered all the same: told, and nobody kept out. */
    private final Outage writing = new Outage("PostgreSQL for writing");

    private final GuardedPool guarded;
    private final JdbcClient pool;
    private final SingleConnectionDataSource connection;
    private final JdbcClient aside;

    PostgresWatch(DataSource dataSource) throws SQLException {
        this.guarded = dataSource.unwrap(GuardedPool.class);
        this.pool = JdbcClient.create(guarded.pool());
        this.connection = guarded.aside();
        this.aside = JdbcClient.create(connection);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        guarded.outage().bindTo(registry);
        writing.bindTo(registry);
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        try {
            tellWhether(isWritableAside());
            if (guarded.outage().lasts()) {
                ask(pool); // it pauses between its tries, and who is let in now shall find a connection
            }
            guarded.reopen();
        } catch (DataAccessException away) {
            guarded.shut(away);
            connection.resetConnection();
        }
    }

    /** The loss of this one connection need not mean more than that, and who says that there are too many is there. */
    private boolean isWritableAside() {
        try {
            return ask(aside);
        } catch (DataAccessException lost) {
            connection.resetConnection();
            try {
                return ask(aside);
            } catch (DataAccessException failed) {
                if (saysTooMany(failed)) {
                    return !writing.lasts();
                }
                throw failed;
            }
        }
    }

    private void tellWhether(boolean isWritable) {
        if (isWritable) {
            writing.ends();
        } else {
            writing.begins(new SQLException("it only lets read, such as a standby"));
        }
    }

    private static boolean saysTooMany(Throwable failed) {
        return Causes.of(failed)
                .anyMatch(cause -> cause instanceof SQLException refusal && TOO_MANY.equals(refusal.getSQLState()));
    }

    /** Whether it takes writes. */
    private static boolean ask(JdbcClient postgres) {
        return postgres.sql("select not current_setting('transaction_read_only')::boolean")
                .query(Boolean.class)
                .single();
    }

    @PreDestroy
    void close() {
        connection.destroy();
    }
}
