package dev.frontrow.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.frontrow.TestServer;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.Statements;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** E1: the outbox is not looked through from its bottom each time, and nothing is overlooked for that. */
class OutboxFloorIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SCHEMA = "outbox_floor";

    private final TestServer server = TestServer.shared();
    private final OutboxFloor floor = new OutboxFloor();
    private final Connection looking = connect();
    private final OutboxStore store =
            new OutboxStore(JdbcClient.create(new SingleConnectionDataSource(looking, true)), floor);

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
    void dropTable() throws SQLException {
        looking.close();
        server.jdbc().sql("drop schema " + SCHEMA + " cascade").update();
    }

    @Test
    void whatWasTakenDownFirstAndCommittedLastIsTold() throws SQLException {
        try (var slow = connect();
                var quick = connect()) {
            slow.setAutoCommit(false);
            write(slow);
            for (int later = 0; later < 5; later++) {
                write(quick);
                relayed();
            }
            slow.commit();
            assertThat(relayed()).containsExactly(1L);
        }
    }

    @Test
    void whatHasBeenToldIsNotPassedByAgain() throws SQLException {
        try (var writer = connect()) {
            assertThat(store.isEmpty()).isTrue();
            write(writer);
            write(writer);
            assertThat(relayed()).containsExactly(1L, 2L);
            await().atMost(SOON).until(() -> store.isEmpty() && floor.id() == 2); // after other tests' transactions
            write(writer, "1");
            assertThat(store.isEmpty()).isTrue();
        }
    }

    /** The embedded PostgreSQL looks every ten seconds. */
    @Test
    void whatHasBeenToldIsVacuumedSoon() {
        long before = vacuums();
        server.bean(TransactionOperations.class).executeWithoutResult(status -> {
            server.jdbc().sql("""
                    insert into outbox (topic, key, payload) select 'told', 'key', '{}' from generate_series(1, 11000)
                    """).update();
            server.jdbc().sql("delete from outbox where topic = 'told'").update();
        });
        await().atMost(SOON).until(() -> vacuums() > before);
    }

    private long vacuums() {
        return server.jdbc()
                .sql("select autovacuum_count from pg_stat_user_tables where relid = 'public.outbox'::regclass")
                .query(Long.class)
                .single();
    }

    /** What the floor relies on: a transaction whose first act is an event. */
    @Test
    void aTransactionHasItsNumberBeforeItsEventHasAnId() {
        server.jdbc().sql("""
                        create function outbox_floor.number() returns bigint language sql volatile as
                        $$ select coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0) $$
                        """).update();
        server.jdbc()
                .sql("alter table outbox_floor.outbox alter id drop identity,"
                        + " alter id set default outbox_floor.number()")
                .update();
        var id = server.bean(TransactionOperations.class).execute(status -> {
            server.jdbc().sql("set local search_path = outbox_floor, public").update();
            server.bean(Outbox.class).write(List.of(new Happened(Ids.next(), Instant.EPOCH)));
            server.bean(Statements.class).together().go();
            return server.jdbc()
                    .sql("select id from outbox_floor.outbox")
                    .query(Long.class)
                    .single();
        });
        assertThat(id).isPositive();
    }

    private record Happened(UUID eventId, Instant occurredAt) implements Event {
        @Override
        public String topic() {
            return "topic";
        }

        @Override
        public String key() {
            return "key";
        }
    }

    private List<Long> relayed() {
        var rows = store.isEmpty() ? List.<OutboxStore.Row>of() : store.oldest(100);
        if (!rows.isEmpty()) {
            store.delete(rows);
        }
        return rows.stream().map(OutboxStore.Row::id).toList();
    }

    private static void write(Connection by) throws SQLException {
        write(by, "nextval(pg_get_serial_sequence('outbox_floor.outbox', 'id'))");
    }

    private static void write(Connection by, String id) throws SQLException {
        try (var statement = by.createStatement()) {
            statement.execute("insert into outbox (id, topic, key, payload) overriding system value select " + id
                    + ", 'topic', 'key', '{}' where pg_current_xact_id() is not null");
        }
    }
}
