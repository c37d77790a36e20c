package dev.frontrow.shared;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends a transaction's statements to PostgreSQL in as few round trips as may be. What a transaction writes and nobody
 * waits for is sent together, before its commit or its next other statement, whichever comes first: within the
 * transaction it is never seen that it was sent late. Not for transactions with savepoints.
 */
@Component
public class Statements {

    private final JdbcOperations jdbc;

    Statements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Statements to be sent together at {@link RoundTrip#go}, behind those that wait by then. */
    public RoundTrip together() {
        return new RoundTrip(
                jdbc,
                () -> TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting
                        ? waiting.trip
                        : null);
    }

    /** The statement is carried out before the running transaction commits. */
    public void later(Sql sql) {
        waiting().trip.add(sql);
    }

    /**
     * The same for a change of exactly so many rows.
     *
     * @param otherwise what is wrong when it changes more or fewer; nothing is committed then
     */
    public void later(Sql sql, int rows, String otherwise) {
        waiting().trip.add(sql, rows, otherwise);
    }

    /** A client that sends first what waits. */
    JdbcClient inOrder(JdbcClient client) {
        return text -> {
            together().go();
            return client.sql(text);
        };
    }

    private Waiting waiting() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting) {
            return waiting;
        }
        var waiting = new Waiting();
        TransactionSynchronizationManager.registerSynchronization(waiting);
        TransactionSynchronizationManager.bindResource(this, waiting);
        return waiting;
    }

    /** What one transaction has yet to send. */
    private final class Waiting implements TransactionSynchronization {

        private final RoundTrip trip = new RoundTrip(jdbc, () -> null);

        @Override
        public void beforeCommit(boolean readOnly) {
            trip.go();
        }

        /** What is to be written later than this finds no transaction any more. */
        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResource(Statements.this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Statements.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Statements.this, this);
        }
    }
}
