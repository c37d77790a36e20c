package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.frontrow.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as an outage of PostgreSQL, and what becomes of the pool meanwhile. */
class PostgresWatchIntegrationTests {

    private static final String PASSWORD = "a password";
    private static final int KEPT_IDLE = 2;

    private final TestServer server = TestServer.shared();
    private final String role = "watcher_" + UUID.randomUUID().toString().replace("-", "");
    private HikariDataSource pool;
    private GuardedPool guarded;
    private PostgresWatch watch;

    @BeforeEach
    void watch() throws SQLException {
        server.jdbc()
                .sql("create role " + role + " login password 'a password'")
                .update();
        pool = new HikariDataSource();
        pool.setJdbcUrl(
                server.bean(DataSource.class).unwrap(HikariDataSource.class).getJdbcUrl());
        pool.setUsername(role);
        pool.setPassword(PASSWORD);
        pool.setMinimumIdle(KEPT_IDLE);
        pool.setMaximumPoolSize(KEPT_IDLE);
        pool.setInitializationFailTimeout(-1);
        guarded = new GuardedPool(pool);
        watch = new PostgresWatch(guarded);
    }

    @AfterEach
    void forget() {
        watch.close();
        pool.close();
        server.jdbc().sql("drop role " + role).update();
    }

    @Test
    void whoHasTooManyConnectionsIsThere() {
        server.jdbc().sql("alter role " + role + " connection limit 0").update();
        assertThatThrownBy(() -> DriverManager.getConnection(pool.getJdbcUrl(), role, PASSWORD))
                .hasMessageContaining("too many connections");
        watch.look();
        assertThat(guarded.outage().lasts()).isFalse();
    }

    @Test
    void whoLetsNobodyInAtAllIsAway() {
        server.jdbc().sql("alter role " + role + " nologin").update();
        watch.look();
        assertThat(guarded.outage().lasts()).isTrue();
        assertThatThrownBy(guarded::getConnection).matches(Outage::isBehind, "is answered at once as away");
        server.jdbc().sql("alter role " + role + " login").update();
        watch.look();
        assertThat(guarded.outage().lasts()).isFalse();
    }

    /** A standby, or one whose disk an operator has taken away: reads go on, and the operator is told. */
    @Test
    void whoOnlyLetsReadIsToldAndNobodyIsKeptOut() throws SQLException {
        var meters = new SimpleMeterRegistry();
        watch.bindTo(meters);
        var away = meters.get("frontrow.service.away")
                .tag("service", "PostgreSQL for writing")
                .gauge();
        watch.look();
        assertThat(away.value()).isZero();
        server.jdbc()
                .sql("alter role " + role + " set default_transaction_read_only = on")
                .update();
        endConnections();
        watch.look();
        assertThat(away.value()).isEqualTo(1);
        assertThat(guarded.outage().lasts()).isFalse();
        guarded.getConnection().close();
        server.jdbc()
                .sql("alter role " + role + " reset default_transaction_read_only")
                .update();
        endConnections();
        watch.look();
        assertThat(away.value()).isZero();
    }

    @Test
    void theLossOfTheConnectionThatLooksIsNone() {
        watch.look();
        assertThat(endConnections()).isPositive();
        watch.look();
        assertThat(guarded.outage().lasts()).isFalse();
    }

    @Test
    void aPoolThatNobodyMayUseIsNotFilledAndIsAgainAfterwards() throws SQLException {
        guarded.getConnection().close();
        guarded.shut(new SQLException("away"));
        guarded.shut(new SQLException("still away"));
        assertThat(pool.getHikariConfigMXBean().getMinimumIdle()).isZero();
        guarded.reopen();
        assertThat(pool.getHikariConfigMXBean().getMinimumIdle()).isEqualTo(KEPT_IDLE);
        pool.getHikariPoolMXBean().softEvictConnections();
        await().until(() -> pool.getHikariPoolMXBean().getIdleConnections() == KEPT_IDLE);
    }

    private int endConnections() {
        return server.jdbc()
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = :role")
                .param("role", role)
                .query(Integer.class)
                .single();
    }
}
