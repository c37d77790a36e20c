package dev.frontrow.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;

/** What was acknowledged is in the tables, and the tables keep every promise. */
final class OperationsAudit {

    private static final int LIMIT_PER_FAN = 4;

    private final Server server;
    private final Report report;
    private final Box box;

    OperationsAudit(Server server, Report report, Box box) {
        this.server = server;
        this.report = report;
        this.box = box;
    }

    void run() throws Exception {
        try (var connection = server.database()) {
            contains(connection, "holds", box.held(), "select id from reservation");
            contains(connection, "payments", box.paid(), "select reservation_id from payment");
            new Checks(LIMIT_PER_FAN, Fans.id(Box.BUYERS)).run(connection, report);
        }
        report.books(Api.loggedIn(server).get("/admin/reconciliation"));
    }

    private void contains(Connection connection, String what, Collection<UUID> acknowledged, String query)
            throws SQLException {
        var missing = new HashSet<>(acknowledged);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                missing.remove(rows.getObject(1, UUID.class));
            }
        }
        if (!missing.isEmpty()) {
            report.broken(missing.size() + " " + what + " were acknowledged and are not there, among them "
                    + missing.iterator().next());
        }
        report.figure(what + " acknowledged, all in the tables", acknowledged.size(), "");
    }
}
