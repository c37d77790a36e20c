package dev.frontrow.shared;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * For the few statements that rightly take long, such as laying out a stadium or counting everything. Any other one
 * is given up after two seconds of silence, because then PostgreSQL is away, and keeps to the indexes (see {@code
 * application.yml}).
 */
@Component
public class PatientTransaction {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** PostgreSQL is to end by itself what nobody waits for any more, even where it cannot see that we have hung up. */
    private static final String SETTINGS =
            "set local enable_seqscan = on; set local statement_timeout = " + PATIENCE.toMillis();

    private final TransactionOperations transaction;
    private final JdbcOperations jdbc;

    PatientTransaction(TransactionOperations transaction, JdbcOperations jdbc) {
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /** Runs the work in a transaction, each of whose statements may take a minute. */
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        return transaction.execute(status -> {
            jdbc.execute(SETTINGS); // and whoever is away already is not waited for
            jdbc.execute((ConnectionCallback<Boolean>) connection -> {
                connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis()); // the pool takes it back
                return true;
            });
            return work.get();
        });
    }
}
