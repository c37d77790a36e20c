package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether a sale that is over kept every promise: by what its fans were told, and by the tables. */
final class SaleAudit {

    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(60);
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int MOST_TOLD_OF_ONE = 5;
    /** What would be lost if a commit were; of the performance of that id. */
    private static final List<String> LOSSES = List.of(
            "update reservation set seats = array[60000] where performance_id = %d",
            "delete from payment p using reservation r where r.id = p.reservation_id and r.performance_id = %d", """
            insert into wallet_entry (user_id, type, amount, balance_after, at)
            select user_id, 'CHARGE', 0, 0, now() from reservation where performance_id = %d and status = 'PAID'
            """);

    private static final String DELAY = """
            update reservation set status = 'EXPIRED', ended_at = expires_at + interval '6 seconds'
             where performance_id = %d
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private final Server server;
    private final Report report;
    private final Sale sale;
    private final RoomWatch room;
    private final Terms terms;
    private final long lastEntry;

    /**
     * What is asked of it.
     *
     * @param limit how many seats a fan may have
     * @param killed whether an instance is killed meanwhile, which may delay what that one has begun
     */
    record Terms(int fans, int capacity, int limit, boolean killed) {}

    /** To be made before the sale: what is in the tables by then is not its own. */
    SaleAudit(Server server, Report report, Sale sale, RoomWatch room, Terms terms) throws SQLException {
        this.server = server;
        this.report = report;
        this.sale = sale;
        this.room = room;
        this.terms = terms;
        try (var connection = server.database()) {
            lastEntry = number(connection, "select coalesce(max(id), 0) from wallet_entry");
        }
    }

    /**
     * Tells the report what is wrong.
     *
     * @param doubt whether to break everything as well, to see that it is noticed
     */
    void run(boolean doubt) throws Exception {
        try (var connection = server.database()) {
            settle(connection);
            testimony();
            tell(lost(connection));
            tell(late(connection));
            tell(Judge.end(end(connection)));
            var checks = new Checks(terms.limit, NOBODY);
            checks.run(connection, report);
            if (doubt) {
                doubt(connection);
                checks.doubt(connection, report);
            }
        }
        report.books(Api.loggedIn(server).get("/admin/reconciliation"));
    }

    /** Until the last hold has lapsed, the last event has been delivered and the last number is in the tables. */
    private void settle(Connection connection) throws SQLException, InterruptedException {
        long highest = sale.testimony().told().stream()
                .mapToLong(Testimony.Told::number)
                .max()
                .orElse(0);
        var holds = "select count(*) from reservation where status = 'HELD' and expires_at < now() + interval '30 s'";
        var events = "select count(*) from outbox";
        var issued = "select issued from waiting_room_copy where room_id = '"
                + sale.showing().concert() + "'";
        long end = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (System.nanoTime() < end
                && (number(connection, holds) > 0
                        || number(connection, events) > 0
                        || number(connection, issued) < highest)) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        if (number(connection, events) > 0) {
            report.broken(number(connection, events) + " events are not delivered " + SETTLES_WITHIN.toSeconds()
                    + " s after the sale");
        }
        if (number(connection, issued) < highest) {
            report.broken("number " + highest + " was given, and the table knows of " + number(connection, issued));
        }
    }

    private void testimony() {
        var said = sale.testimony();
        tell(said.contradictions());
        tell(Judge.numbers(said.told()));
        tell(Judge.positions(said.told(), room.drawnAt()));
        tell(Judge.order(said.told(), room.lots(), room.drawnAt()));
        tell(Judge.draw(said.told(), room.lots(), room.opening()));
        long most = Judge.mostInside(said.stays());
        sale.timeline().provedInside(most);
        if (most > terms.capacity) {
            report.broken(most + " fans were certainly inside at once, where " + terms.capacity + " may be");
        }
    }

    private void tell(List<String> broken) {
        broken.stream().limit(MOST_TOLD_OF_ONE).forEach(report::broken);
        if (broken.size() > MOST_TOLD_OF_ONE) {
            report.broken("and " + (broken.size() - MOST_TOLD_OF_ONE) + " more of these");
        }
    }

    /** Everything a fan was told to have is in the tables, as it was told. */
    private List<String> lost(Connection connection) throws SQLException {
        var said = sale.testimony();
        var held = new HashMap<String, String>();
        said.held().forEach((id, hold) -> held.put(id, Fans.id(hold.fan()) + " " + hold.seats()));
        var lost = different("hold", held, pairs(connection, """
                select id, user_id || ' [' || array_to_string(seats, ', ') || ']' from reservation
                """));
        var paid = new HashMap<String, String>();
        said.paid().forEach((id, payment) -> paid.put(id, Fans.id(payment.fan()) + " " + payment.payment()));
        var payments = pairs(connection, "select reservation_id, user_id || ' ' || id from payment");
        lost.addAll(different("payment", paid, payments));
        var charges = new HashMap<Integer, Integer>();
        pairs(connection, """
                select user_id, count(*) from wallet_entry where type = 'CHARGE' and id > %d group by 1
                """.formatted(lastEntry))
                .forEach((user, count) -> charges.put(Fans.index(user), Integer.valueOf(count)));
        lost.addAll(Judge.charges(said.charges(), charges));
        return lost;
    }

    private List<String> late(Connection connection) throws SQLException {
        if (terms.killed) {
            return List.of();
        }
        var late = new HashMap<String, Double>();
        pairs(connection, """
                select id, extract(epoch from ended_at - expires_at) from reservation
                 where status = 'EXPIRED' and performance_id = %d
                """.formatted(performance())).forEach((id, seconds) -> late.put(id, Double.valueOf(seconds)));
        return Judge.lapses(late);
    }

    private Judge.End end(Connection connection) throws SQLException {
        var timeline = sale.timeline();
        return new Judge.End(
                terms.fans,
                timeline.total(Count.QUIT) + timeline.total(Count.WALKED_AWAY),
                sale.givenUp(),
                timeline.total(Count.SEATS_SOLD),
                number(
                        connection,
                        "select count(*) from seat where status <> 'RESERVED' and performance_id = " + performance()),
                sale.isSoldOut());
    }

    private long performance() {
        return sale.showing().performance();
    }

    private static List<String> different(String what, Map<String, String> acknowledged, Map<String, String> found) {
        var different = new ArrayList<String>();
        acknowledged.forEach((id, told) -> {
            if (!told.equals(found.get(id))) {
                different.add("the " + what + " " + id + " was acknowledged as " + told + " and is in the table as "
                        + found.get(id));
            }
        });
        return different;
    }

    /** Loses one of each kind, in a transaction that is rolled back, to see that it is noticed. */
    private void doubt(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (var loss : LOSSES) {
            doubt(connection, loss, this::lost);
        }
        if (!terms.killed) {
            doubt(connection, DELAY, this::late);
        }
        connection.setAutoCommit(true);
    }

    private interface Judgement {
        List<String> of(Connection connection) throws SQLException;
    }

    private void doubt(Connection connection, String sabotage, Judgement judgement) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sabotage.formatted(performance()));
            var noticed = judgement.of(connection);
            if (noticed.isEmpty()) {
                report.broken("nobody notices: " + sabotage);
            } else {
                report.tell("noticed: " + noticed.getFirst());
            }
        } finally {
            connection.rollback();
        }
    }

    private static Map<String, String> pairs(Connection connection, String query) throws SQLException {
        var pairs = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
