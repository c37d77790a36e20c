package dev.frontrow.shared;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;

/**
 * Statements that PostgreSQL is sent together. Each sees what those before it did, or waited for, as if it had been
 * sent alone; when one fails, those behind it are not carried out. What is saved is the way to PostgreSQL and back.
 */
public final class RoundTrip {

    /** What a statement answered. */
    private interface Answer {
        void read(PreparedStatement answers, boolean rows) throws SQLException;
    }

    private record Step(Sql sql, Answer answer) {}

    private final JdbcOperations jdbc;
    private final List<Step> steps = new ArrayList<>();

    RoundTrip(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a statement whatever it answers. */
    public void add(Sql sql) {
        steps.add(new Step(sql, (answers, rows) -> {}));
    }

    /**
     * Adds a change of exactly so many rows.
     *
     * @param otherwise what is wrong when it changes more or fewer: {@link #go} throws an {@link IllegalStateException}
     */
    public void add(Sql sql, int rows, String otherwise) {
        steps.add(new Step(sql, (answers, hasRows) -> {
            if (answers.getUpdateCount() != rows) {
                throw new IllegalStateException(otherwise);
            }
        }));
    }

    /** Adds a query, whose rows are there after {@link #go}. */
    public <T> Supplier<List<T>> query(Sql sql, RowMapper<T> mapper) {
        var found = new ArrayList<T>();
        steps.add(new Step(sql, (answers, hasRows) -> {
            try (var rows = answers.getResultSet()) {
                read(rows, mapper, found);
            }
        }));
        return () -> found;
    }

    private static <T> void read(ResultSet rows, RowMapper<T> mapper, List<T> found) throws SQLException {
        while (rows.next()) {
            found.add(Objects.requireNonNull(mapper.mapRow(rows, found.size())));
        }
    }

    /** Sends the statements, if there are any, and waits until all are carried out. */
    public void go() {
        if (steps.isEmpty()) {
            return;
        }
        @Nullable
        Object[] values =
                steps.stream().flatMap(step -> Stream.of(step.sql.values())).toArray();
        var text = steps.stream().map(step -> step.sql.text()).collect(Collectors.joining(";\n"));
        jdbc.execute(text, (PreparedStatementCallback<Boolean>) statement -> {
            new ArgumentPreparedStatementSetter(values).setValues(statement);
            boolean rows = statement.execute();
            for (var step : steps) {
                step.answer.read(statement, rows);
                rows = statement.getMoreResults();
            }
            return true;
        });
    }
}
