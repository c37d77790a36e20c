package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that are sent together or late do what they would have done one by one. */
class StatementsIntegrationTests {

    private static final LocalDate LONG_AGO = LocalDate.of(1999, 12, 31);
    private static final RowMapper<Integer> NUMBER = (row, place) -> row.getInt(1);

    private final TestServer server = TestServer.shared();
    private final JdbcClient jdbc = server.bean(JdbcClient.class);
    private final Statements statements = server.bean(Statements.class);
    private final TransactionTemplate transaction = server.bean(TransactionTemplate.class);

    @Test
    void eachSeesWhatThoseBeforeItDid() {
        onATable(() -> {
            var trip = statements.together();
            trip.add(insert(7));
            var first = trip.query(Sql.of("select number from told"), NUMBER);
            trip.add(insert(8), 1, "one row");
            var second = trip.query(
                    Sql.of("select number from told where number > :least").with("least", 7), NUMBER);
            trip.go();
            assertThat(first.get()).containsExactly(7);
            assertThat(second.get()).containsExactly(8);
        });
    }

    @Test
    void whatIsWrittenLaterIsSeenByTheNextStatement() {
        onATable(() -> {
            statements.later(insert(1));
            statements.later(insert(2), 1, "one row");
            assertThat(numbers()).containsExactly(1, 2);
            statements.later(insert(3));
            var trip = statements.together();
            var found = trip.query(Sql.of("select number from told order by number"), NUMBER);
            trip.go();
            assertThat(found.get()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void whatIsWrittenBeforeATripGoesIsSentBeforeIt() {
        onATable(() -> {
            var trip = statements.together();
            var found = trip.query(Sql.of("select number from told"), NUMBER);
            statements.later(insert(1));
            trip.go();
            assertThat(found.get()).containsExactly(1);
        });
    }

    /** Its transaction is over for good. */
    @Test
    void nothingIsWrittenLaterThanTheCommit() {
        var bound = new AtomicReference<@Nullable Object>("never looked");
        transaction.executeWithoutResult(status -> {
            statements.later(Sql.of("select 1"));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    bound.set(TransactionSynchronizationManager.getResource(statements));
                }
            });
        });
        assertThat(bound).hasNullValue();
    }

    @Test
    void whatIsWrittenLaterIsWrittenByTheCommit() {
        transaction.executeWithoutResult(status -> statements.later(
                Sql.of("insert into reopening values (:day, now(), 0)").with("day", LONG_AGO)));
        assertThat(jdbc.sql("delete from reopening where day = :day")
                        .param("day", LONG_AGO)
                        .update())
                .isEqualTo(1);
    }

    @Test
    void nothingIsCommittedWhenMoreOrFewerRowsChangeThanMust() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    create();
                    statements.later(Sql.of("update told set number = 1"), 1, "nobody was told");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nobody was told");
        assertNothingWaits();
    }

    @Test
    void aStatementThatFailsFailsTheTransaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    create();
                    statements.later(insert(1));
                    statements.later(insert(1));
                    statements.later(insert(2));
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertNothingWaits();
    }

    @Test
    void whatIsRolledBackIsNeverSent() {
        onATable(() -> statements.later(Sql.of("this is no statement")));
        assertNothingWaits();
    }

    /** Its own connection has no such table. */
    @Test
    void aTransactionWithinSendsNothingOfTheOneAround() {
        var within = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        onATable(() -> {
            statements.later(insert(1));
            within.executeWithoutResult(
                    status -> jdbc.sql("select 1").query(Integer.class).single());
            assertThat(numbers()).containsExactly(1);
        });
    }

    @Test
    void nothingIsWrittenLaterWhereThereIsNoTransaction() {
        assertThatThrownBy(() -> statements.later(insert(1))).isInstanceOf(IllegalStateException.class);
    }

    private void onATable(Runnable work) {
        transaction.executeWithoutResult(status -> {
            create();
            work.run();
            status.setRollbackOnly();
        });
    }

    private void create() {
        jdbc.sql("create temporary table told (number integer primary key) on commit drop")
                .update();
    }

    private static Sql insert(int number) {
        return Sql.of("insert into told values (:number)").with("number", number);
    }

    private List<Integer> numbers() {
        return jdbc.sql("select number from told order by number").query(NUMBER).list();
    }

    private void assertNothingWaits() {
        assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }
}
