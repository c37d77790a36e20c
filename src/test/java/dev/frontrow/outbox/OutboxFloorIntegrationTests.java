package dev.frontrow.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.frontrow.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** E1: the outbox is not looked through from its bottom each time, and nothing is overlooked for that. */
class OutboxFloorIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCHEMA = "outbox_floor";

    private final TestServer server = TestServer.shared();
    private final OutboxStore store =
            new OutboxStore(JdbcClient.create(new SingleConnectionDataSource(connect(), true)));

    /** To a table of its own, which no relay looks at. */
    private Connection connect() {
        try {
            var pool = server.bean(DataSource.class).unwrap(HikariDataSource.class);
            var connection = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            connection.setSchema(SCHEMA);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void makeTable() {
        server.jdbc().sql("create schema " + SCHEMA).update();
        server.jdbc()
                .sql("create table " + SCHEMA + ".outbox (like public.outbox including all)")
                .update();
    }

    @AfterEach
    void dropTable() {
        server.jdbc().sql("drop schema " + SCHEMA + " cascade").update();
    }

    @Test
    void whatWasTakenDownFirstAndCommittedLastIsTold() throws SQLException {
        try (var slow = connect();
                var quick = connect()) {
            slow.setAutoCommit(false);
            takeDown(slow, "default");
            for (int later = 0; later < 5; later++) {
                takeDown(quick, "default");
                relayed();
            }
            slow.commit();
            assertThat(relayed()).containsExactly(1L);
        }
    }

    @Test
    void idsBelowTheFloorAreFoundOnceAllIsLookedThrough() throws SQLException {
        try (var writer = connect()) {
            takeDown(writer, "default");
            takeDown(writer, "default");
            assertThat(relayed()).containsExactly(1L, 2L);
            await().atMost(SOON).until(() -> store.isEmpty() && store.floor() == 2); // after other tests' transactions
            takeDown(writer, "1");
            assertThat(store.isEmpty()).isTrue();
            store.lookFromBottom();
            assertThat(relayed()).containsExactly(1L);
        }
    }

    private List<Long> relayed() {
        var rows = store.isEmpty() ? List.<OutboxStore.Row>of() : store.oldest(100);
        if (!rows.isEmpty()) {
            store.delete(rows);
        }
        return rows.stream().map(OutboxStore.Row::id).toList();
    }

    private static void takeDown(Connection by, String id) throws SQLException {
        try (var statement = by.createStatement()) {
            statement.execute("insert into outbox (id, topic, key, payload) overriding system value"
                    + " select coalesce(" + (id.equals("default") ? "null" : id)
                    + ", nextval(pg_get_serial_sequence('outbox_floor.outbox', 'id'))), 'topic', 'key', '{}'"
                    + " where pg_current_xact_id() is not null");
        }
    }
}
