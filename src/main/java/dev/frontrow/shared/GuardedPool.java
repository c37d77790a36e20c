package dev.frontrow.shared;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The pool of connections to PostgreSQL, which refuses at once while that is known to be away. Whoever waited for a
 * connection instead, seconds each, would keep a place that those need who ask for nothing of PostgreSQL.
 */
final class GuardedPool extends DelegatingDataSource {

    private final Outage outage = new Outage("PostgreSQL");
    private final HikariDataSource pool;
    private volatile int minimumIdle;

    GuardedPool(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    /** Whether PostgreSQL is away: {@link PostgresWatch} finds out. */
    Outage outage() {
        return outage;
    }

    /**
     * Nobody is given a connection from now on. The pool does not try to fill itself meanwhile: it would try ever less
     * often, and find out late that PostgreSQL is back.
     */
    void shut(Throwable failed) {
        if (!outage.lasts()) {
            minimumIdle = pool.getMinimumIdle();
            pool.getHikariConfigMXBean().setMinimumIdle(0);
            outage.begins(failed);
        }
    }

    /** Whoever asks is given one again. */
    void reopen() {
        if (outage.lasts()) {
            pool.getHikariConfigMXBean().setMinimumIdle(minimumIdle);
            outage.ends();
        }
    }

    /** The pool itself, which tries to give a connection whether or not PostgreSQL is away. */
    HikariDataSource pool() {
        return pool;
    }

    /** A connection to the same PostgreSQL beside the pool. */
    SingleConnectionDataSource aside() {
        var credentials = pool.getCredentials();
        var aside = new SingleConnectionDataSource(
                pool.getJdbcUrl(), credentials.getUsername(), credentials.getPassword(), true);
        aside.setConnectionProperties(pool.getDataSourceProperties());
        return aside;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (outage.lasts()) {
            throw new SQLTransientConnectionException("PostgreSQL is away");
        }
        return super.getConnection();
    }
}
