package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code bench/run onsale}: a whole sale in an open model, where nobody waits to come until others are served. */
final class OnSale {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Answer.Member WAITING = Answer.Member.named("waiting");
    private static final Answer.Member INSIDE = Answer.Member.named("inside");
    private static final int FIGURES_EVERY_MILLIS = 500;
    private static final int LATER_COMERS_PERCENT = 30;
    private static final int LATER_SPREAD = 4;
    private static final int WARM_FANS_FROM = 50_000_000;
    private static final int LIMIT_PER_FAN = 4;

    private final Server server;
    private final Report report;
    private final Plan plan;
    private final Api organizer;
    private final Fans fans;

    /** How large the sale is. */
    private record Plan(
            int fans, int seats, int capacity, Duration crowd, Duration limit, Sale.Habits habits, int seed) {}

    private OnSale(Server server, Report report, Plan plan) throws Exception {
        this.server = server;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        fans = new Fans(server);
    }

    static boolean run(Options options) throws Exception {
        var habits =
                new Sale.Habits(options.number("quit", 5), options.number("lapse", 10), options.number("double", 5));
        var plan = new Plan(
                options.number("fans", 5_000),
                options.number("seats", 2_000),
                options.number("capacity", 500),
                options.duration("crowd", "10s"),
                options.duration("limit", "5m"),
                habits,
                options.number("seed", 1));
        int connections = options.number("connections", 256);
        var hold = options.text("hold", "10s");
        int warmFans = options.number("warm-fans", 1_500);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("onsale");
        var settings = List.of(
                "--frontrow.hold.duration=" + hold,
                "--frontrow.waiting-room.session=" + hold,
                "--frontrow.waiting-room.grace=" + hold);
        try (var server = Server.of(options, settings);
                var loop = new Loop(server.address(), connections)) {
            var onSale = new OnSale(server, report, plan);
            onSale.rehearse(loop, warmFans);
            onSale.sell(loop, out);
        }
        return report.finish(out);
    }

    /** A smaller sale that warms the server up; its figures are thrown away, its promises count. */
    private void rehearse(Loop loop, int visitors) throws Exception {
        if (visitors > 0) {
            var sale = new Sale(loop, report, fans, plan.habits, publish("rehearsal", visitors / 2), plan.seed);
            visit(loop, sale, WARM_FANS_FROM, visitors);
        }
    }

    private void sell(Loop loop, Path out) throws Exception {
        var sale = new Sale(loop, report, fans, plan.habits, publish("the sale", plan.seats), plan.seed);
        var run = visit(loop, sale, 0, plan.fans);
        tellFigures(sale, run);
        audit(sale);
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("report.html"), Charts.page(sale.timeline().curves(), report));
    }

    private Sale.Showing publish(String title, int seats) throws Exception {
        var starts = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var concert = organizer.post(
                "/admin/concerts",
                Map.of(
                        "title",
                        title,
                        "description",
                        "",
                        "venue",
                        "Nowhere",
                        "ownWaitingRoom",
                        true,
                        "reopen",
                        "IMMEDIATELY",
                        "performances",
                        List.of(Map.of("startsAt", starts.toString(), "seats", seats, "price", 1_000))));
        long id = concert.get("concertId").asLong();
        organizer.put("/admin/waiting-rooms/" + id, Map.of("capacity", plan.capacity));
        try (var connection = server.database()) {
            long performance = number(connection, "select id from performance where concert_id = " + id);
            return new Sale.Showing(id, performance, LocalDate.ofInstant(starts, ZONE));
        }
    }

    private Loop.Run visit(Loop loop, Sale sale, int from, int many) throws Exception {
        fans.signUp(from, many);
        long crowd = plan.crowd.toMillis();
        for (int fan = from; fan < from + many; fan++) {
            // Most come at once, as a bell around the middle; the others while the sale goes on.
            double when = sale.happens(LATER_COMERS_PERCENT)
                    ? sale.random().nextDouble() * LATER_SPREAD
                    : Math.clamp(0.5 + sale.random().nextGaussian() / 6, 0, 1);
            new Visit(sale, fan).arrive((long) (when * crowd));
        }
        watch(sale, organizer.token());
        return loop.run(Loop.NOTHING, plan.limit);
    }

    /** Asks for the room's figures twice a second for as long as anybody is about, and tells how it goes. */
    private void watch(Sale sale, String token) {
        var request = Request.get(
                Request.API + "/admin/waiting-rooms/" + sale.showing().concert(), token);
        sale.send("figures", request, FIGURES_EVERY_MILLIS, answer -> {
            if (answer.isSuccess()) {
                sale.timeline().room(answer.number(WAITING), answer.number(INSIDE));
                if (answer.number(INSIDE) > plan.capacity) {
                    report.broken("inside are " + answer.number(INSIDE) + " of " + plan.capacity);
                }
                report.progress("%6d about, %6d waiting, %5d inside, %6d seats sold"
                        .formatted(
                                sale.active(),
                                answer.number(WAITING),
                                answer.number(INSIDE),
                                sale.timeline().total(Count.SEATS_SOLD)));
            }
            if (sale.active() > 0) {
                watch(sale, token);
            }
        });
    }

    private void tellFigures(Sale sale, Loop.Run run) {
        report.tell("");
        report.header();
        for (var measurement : sale.measurements().values()) {
            report.phase(Report.Phase.of(measurement, run));
        }
        var timeline = sale.timeline();
        report.figure("seats sold", timeline.total(Count.SEATS_SOLD), "");
        report.figure("until the last of them", timeline.lastSale(), "s");
        report.figure("sold in the best second", timeline.most(Count.SEATS_SOLD), "");
        report.figure("holds", timeline.total(Count.HOLDS), "");
        report.figure("seats wanted that somebody else had", timeline.total(Count.SEATS_TAKEN), "");
        report.figure("walked away from a hold", timeline.total(Count.WALKED_AWAY), "");
        report.figure("most inside at once", timeline.mostInside(), "");
        if (sale.active() > 0) {
            report.tell(sale.active() + " fans were still about when the time was up.");
        }
    }

    /** What was acknowledged is in the tables, nobody has too much, and the books balance. */
    private void audit(Sale sale) throws Exception {
        long performance = sale.showing().performance();
        try (var connection = server.database()) {
            contains(
                    connection,
                    "hold",
                    sale.held().keySet(),
                    "select id from reservation where performance_id = " + performance);
            contains(connection, "payment", sale.paid().keySet(), "select reservation_id from payment");
            none(connection, "users above the limit", """
                    select count(*) from (select user_id from reservation where status in ('HELD', 'PAID')
                     and performance_id = %d group by user_id having sum(cardinality(seats)) > %d) u
                    """.formatted(performance, LIMIT_PER_FAN));
            none(connection, "paid seats that are not their buyer's", """
                    select count(*) from reservation r, unnest(r.seats) n where r.status = 'PAID' and not exists
                     (select 1 from seat s where s.performance_id = r.performance_id and s.number = n
                         and s.status = 'RESERVED' and s.owner_id = r.user_id and s.reservation_id = r.id)
                    """);
            long sold = number(
                    connection,
                    "select count(*) from seat where status = 'RESERVED' and performance_id = " + performance);
            report.figure("seats sold, by the table", sold, "of " + plan.seats);
        }
        report.books(organizer.get("/admin/reconciliation"));
    }

    private void contains(Connection connection, String what, Set<String> acknowledged, String query)
            throws SQLException {
        var missing = new HashSet<>(acknowledged);
        try (var rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                missing.remove(rows.getString(1));
            }
        }
        missing.forEach(id -> report.broken("the " + what + " of " + id + " was acknowledged and is not there"));
    }

    private void none(Connection connection, String what, String query) throws SQLException {
        long found = number(connection, query);
        if (found > 0) {
            report.broken(found + " " + what);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
