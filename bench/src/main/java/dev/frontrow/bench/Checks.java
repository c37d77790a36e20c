package dev.frontrow.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Asks the tables whether the promises were kept, statement by statement, without the server's help. */
final class Checks {

    private static final String MARK = "-- check: ";
    private static final int MOST_TOLD_OF_ONE = 3;

    private final Map<String, String> statements;

    /**
     * @param limit how many seats one user may have of one performance
     * @param exempt a user whom the limit does not bind
     */
    Checks(int limit, UUID exempt) throws IOException {
        statements = read("checks.sql");
        statements.replaceAll((name, sql) ->
                sql.replace(":limit", Integer.toString(limit)).replace(":exempt", "'" + exempt + "'::uuid"));
    }

    /** Tells the report what is wrong. */
    void run(Connection connection, Report report) throws SQLException {
        for (var name : statements.keySet()) {
            var found = run(connection, name);
            if (found.count > 0) {
                report.broken("not so: " + name + ": " + found.count + " times; " + found.examples);
            }
        }
    }

    private record Found(long count, String examples) {}

    private Found run(Connection connection, String name) throws SQLException {
        var examples = new StringBuilder();
        long count = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(statements.get(name))) {
            while (rows.next()) {
                if (count++ < MOST_TOLD_OF_ONE) {
                    examples.append(rows.getString(1)).append("; ");
                }
            }
        }
        return new Found(count, examples.toString());
    }

    /** Breaks each promise in the tables and sees whether its check notices; leaves no trace. */
    void doubt(Connection connection, Report report) throws IOException, SQLException {
        var sabotage = read("sabotage.sql");
        connection.setAutoCommit(false);
        for (var name : statements.keySet()) {
            int changed;
            Found found;
            try (var statement = connection.createStatement()) {
                changed = statement.executeUpdate(sabotage.get(name));
                found = run(connection, name);
            } finally {
                connection.rollback();
            }
            if (found.count == 0) {
                report.broken("the check '" + name + "' does not notice " + changed + " rows that break it");
            } else {
                report.tell("noticed: " + found.examples);
            }
        }
        connection.setAutoCommit(true);
    }

    private static Map<String, String> read(String resource) throws IOException {
        var texts = new LinkedHashMap<String, String>();
        try (var in = Checks.class.getResourceAsStream("/" + resource)) {
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var part : all.split(Pattern.quote(MARK))) {
                int end = part.indexOf('\n');
                texts.put(part.substring(0, end), part.substring(end + 1));
            }
        }
        texts.remove(texts.keySet().iterator().next()); // what stands above the first of them
        return texts;
    }
}
