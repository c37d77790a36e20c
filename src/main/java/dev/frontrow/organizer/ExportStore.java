package dev.frontrow.organizer;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.PatientTransaction;
import dev.frontrow.shared.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads a concert's reservations and payments for export, a batch of rows at a time: however slowly somebody takes
 * them, no connection is kept meanwhile.
 */
@Repository
class ExportStore {

    private static final int BATCH_ROWS = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final PatientTransaction transaction;

    ExportStore(JdbcClient jdbc, PatientTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Row(UUID id, List<@Nullable Object> cells) {}

    /** Whether there is or was such a concert. */
    boolean knows(ConcertId concert) {
        return jdbc.sql("select exists (select from concert where id = :concert)")
                .param("concert", concert.value())
                .query(Boolean.class)
                .single();
    }

    /** Gives every row, oldest first, to somebody who may take time. */
    void each(Export export, ConcertId concert, Instant now, Consumer<List<@Nullable Object>> taker) {
        UUID after = BEFORE_ALL;
        List<Row> batch;
        do {
            batch = batch(export, concert, now, after);
            batch.forEach(row -> taker.accept(row.cells()));
            after = batch.isEmpty() ? after : batch.getLast().id();
        } while (batch.size() == BATCH_ROWS);
    }

    private List<Row> batch(Export export, ConcertId concert, Instant now, UUID after) {
        return transaction.run(() -> jdbc.sql(export.sql())
                .param("concert", concert.value())
                .param("now", SqlTime.of(now))
                .param("after", after)
                .param("limit", BATCH_ROWS)
                .query((row, number) -> row(export, row))
                .list());
    }

    private static Row row(Export export, ResultSet row) throws SQLException {
        var cells = new ArrayList<@Nullable Object>();
        for (String column : export.columns()) {
            cells.add(cell(column, row));
        }
        return new Row(row.getObject("id", UUID.class), cells);
    }

    private static @Nullable Object cell(String column, ResultSet row) throws SQLException {
        if (column.endsWith("_at")) {
            return SqlTime.orNull(row, column);
        }
        String text = row.getString(column);
        return column.equals("status") && text != null ? text.toLowerCase(Locale.ROOT) : text;
    }
}
