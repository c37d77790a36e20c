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
        void read(PreparedStatement answers) throws SQLException;
    }

    private record Step(Sql sql, Answer answer) {}

    private final JdbcOperations jdbc;
    private final Supplier<@Nullable RoundTrip> before;
    private final List<Step> steps = new ArrayList<>();

    /**
     * A round trip that takes along what another one has to send by then.
     *
     * @param before asked when this one goes; null for none
     */
    RoundTrip(JdbcOperations jdbc, Supplier<@Nullable RoundTrip> before) {
        this.jdbc = jdbc;
        this.before = before;
    }

    /** Adds a statement whatever it answers. */
    public void add(Sql sql) {
        steps.add(new Step(sql, answers -> {}));
    }

    /**
     * Adds a change of exactly so many rows.
     *
     * @param otherwise what is wrong when it changes more or fewer: {@link #go} throws an {@link IllegalStateException}
     */
    public void add(Sql sql, int rows, String otherwise) {
        steps.add(new Step(sql, answers -> {
            if (answers.getUpdateCount() != rows) {
                throw new IllegalStateException(otherwise);
            }
        }));
    }

    /** Adds a query, whose rows are there after {@link #go}. */
    public <T> Supplier<List<T>> query(Sql sql, RowMapper<T> mapper) {
        var found = new ArrayList<T>();
        steps.add(new Step(sql, answers -> {
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
        var all = taken();
        if (all.isEmpty()) {
            return;
        }
        @Nullable
        Object[] values =
                all.stream().flatMap(step -> Stream.of(step.sql.values())).toArray();
        var text = all.stream().map(step -> step.sql.text()).collect(Collectors.joining(";\n"));
        jdbc.execute(text, (PreparedStatementCallback<Boolean>) statement -> {
            new ArgumentPreparedStatementSetter(values).setValues(statement);
            statement.execute();
            for (var step : all) {
                step.answer.read(statement);
                statement.getMoreResults();
            }
            return true;
        });
    }

    private List<Step> taken() {
        var earlier = before.get();
        var taken = earlier == null ? new ArrayList<Step>() : earlier.taken();
        taken.addAll(steps);
        steps.clear();
        return taken;
    }
}
