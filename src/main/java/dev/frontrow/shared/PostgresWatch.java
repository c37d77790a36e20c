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

    private final Outage outage;
    private final JdbcClient pool;
    private final SingleConnectionDataSource connection;
    private final JdbcClient aside;

    PostgresWatch(DataSource dataSource) throws SQLException {
        var guarded = dataSource.unwrap(GuardedPool.class);
        this.outage = guarded.outage();
        this.pool = JdbcClient.create(guarded.pool());
        this.connection = guarded.aside();
        this.aside = JdbcClient.create(connection);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outage.bindTo(registry);
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        try {
            askAside();
            if (outage.lasts()) {
                ask(pool); // it pauses between its tries, and who is let in now shall find a connection
            }
            outage.ends();
        } catch (DataAccessException away) {
            outage.begins(away);
            connection.resetConnection();
        }
    }

    /** The loss of this one connection need not mean more than that. */
    private void askAside() {
        try {
            ask(aside);
        } catch (DataAccessException lost) {
            connection.resetConnection();
            ask(aside);
        }
    }

    private static void ask(JdbcClient postgres) {
        postgres.sql("select 1").query(Integer.class).single();
    }

    @PreDestroy
    void close() {
        connection.destroy();
    }
}
