package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** {@code bench/run onsale}: a whole sale in an open model, where nobody waits to come until others are served. */
final class OnSale {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final int WARM_FANS_FROM = 50_000_000;
    private static final int LIMIT_PER_FAN = 4;
    private static final int PRICE = 1_000;
    /** A smaller sale is over before it is fast. */
    private static final int LARGE_SEATS = 5_000;

    private static final int BURST_PERCENT = 60;
    private static final int BURST_MILLIS = 2_000;
    private static final Duration PREPARES_FOR = Duration.ofSeconds(2);
    private static final Duration WARMS_IN = Duration.ofSeconds(3);
    private static final Duration NEVER = Duration.ofSeconds(-1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_FANS = 10_000_000;
    private static final int MOST_SEATS = 60_000;
    private static final int MOST_INSIDE = 1_000_000;
    private static final int MOST_CONNECTIONS = 10_000;

    private final Server server;
    private final Report report;
    private final Plan plan;
    private final Api organizer;
    private final Fans fans;

    /**
     * How large the sale is.
     *
     * @param crowd how long before the opening the first come, and how long after it the last
     * @param early how many per cent of the fans come before the opening
     * @param kill when in the sale an instance is killed; negative for never
     */
    private record Plan(
            int fans,
            int seats,
            int capacity,
            Duration crowd,
            int early,
            Duration limit,
            Sale.Habits habits,
            int seed,
            Duration kill,
            boolean doubt) {

        Plan smaller(int visitors) {
            return new Plan(
                    visitors,
                    Math.clamp(visitors / 2, 1, MOST_SEATS),
                    capacity,
                    WARMS_IN,
                    early,
                    limit,
                    habits,
                    seed,
                    NEVER,
                    false);
        }
    }

    private OnSale(Server server, Report report, Plan plan) throws Exception {
        this.server = server;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        fans = new Fans(server);
    }

    static boolean run(Options options) throws Exception {
        var plan = plan(options);
        int connections = options.number("connections", 256, 1, MOST_CONNECTIONS);
        if (options.is("hold") && options.is("url")) {
            throw new Options.Refused("--hold is for a server that is started here; --url names one that has its own.");
        }
        var hold = options.duration("hold", "10s", SECOND);
        int warmFans = options.number("warm-fans", 2_000, 0, MOST_FANS);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("onsale");
        var settings = List.of("--frontrow.hold.duration=" + hold, "--frontrow.waiting-room.session=20s");
        try (var server = Server.of(options, settings);
                var loop = new Loop(server.address(), connections)) {
            report.services(server.services().versions());
            if (warmFans > 0) { // its figures are thrown away, its promises count
                new OnSale(server, report, plan.smaller(warmFans)).sell("warm-up", loop, WARM_FANS_FROM);
            }
            var onSale = new OnSale(server, report, plan);
            var sold = onSale.sell("the sale", loop, 0);
            onSale.tellFigures(sold, out);
        }
        return report.finish(out);
    }

    private static Plan plan(Options options) {
        var habits =
                new Sale.Habits(options.percent("quit", 5), options.percent("lapse", 10), options.percent("double", 5));
        return new Plan(
                options.number("fans", 20_000, 1, MOST_FANS),
                options.number("seats", 12_000, 1, MOST_SEATS),
                options.number("capacity", 2_500, 1, MOST_INSIDE),
                options.duration("crowd", "10s", Duration.ZERO),
                options.percent("early", 40),
                options.duration("limit", "5m", SECOND),
                habits,
                options.number("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                kill(options),
                options.is("doubt"));
    }

    private static Duration kill(Options options) {
        if (!options.is("kill")) {
            return NEVER;
        }
        if (options.is("url") || Server.instances(options) < 2) {
            throw new Options.Refused("--kill wants --instances 2 at least, all of them started here.");
        }
        return options.duration("kill", "", Duration.ZERO);
    }

    /** A sale that is over, and how that went for the generator. */
    private record Sold(Sale sale, RoomWatch room, Loop.Run run) {}

    private Sold sell(String title, Loop loop, int from) throws Exception {
        fans.signUp(from, plan.fans);
        var sale = new Sale(loop, fans, plan.habits, publish(title), plan.seed);
        var room = new RoomWatch(sale, report, organizer.token(), plan.capacity);
        var terms = new SaleAudit.Terms(plan.fans, plan.capacity, LIMIT_PER_FAN, !plan.kill.isNegative());
        var audit = new SaleAudit(server, report, sale, room, terms);
        invite(sale, from);
        room.begin();
        if (!plan.kill.isNegative()) {
            server.killOneAfter(PREPARES_FOR.plus(plan.crowd).plus(plan.kill), report);
        }
        var run = loop.run(Loop.NOTHING, plan.limit);
        report.tell("");
        if (sale.active() > 0) {
            report.broken(sale.active() + " fans were still about when the time was up");
        }
        audit.run(plan.doubt);
        return new Sold(sale, room, run);
    }

    private Sale.Showing publish(String title) throws Exception {
        var starts = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var opening = Instant.now().plus(PREPARES_FOR).plus(plan.crowd).truncatedTo(ChronoUnit.MILLIS);
        var performance = Map.of(
                "startsAt", starts.toString(), "onSaleAt", opening.toString(), "seats", plan.seats, "price", PRICE);
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
                        List.of(performance)));
        long id = concert.get("concertId").asLong();
        organizer.put("/admin/waiting-rooms/" + id, Map.of("capacity", plan.capacity));
        long number = concert.get("performances").get(0).get("performanceId").asLong();
        return new Sale.Showing(id, number, LocalDate.ofInstant(starts, ZONE), PRICE, opening);
    }

    /** Some come before the opening, most at it, the others while the sale goes on. */
    private void invite(Sale sale, int from) {
        long crowd = plan.crowd.toMillis();
        long opening = Duration.between(Instant.now(), sale.showing().opening()).toMillis();
        for (int fan = from; fan < from + plan.fans; fan++) {
            double dice = sale.random().nextDouble();
            if (sale.happens(plan.early)) {
                new Visit(sale, fan).arrive((long) Math.max(0, opening - dice * crowd));
            } else if (sale.happens(BURST_PERCENT)) {
                new Visit(sale, fan).arrive(opening + (long) (dice * dice * BURST_MILLIS));
            } else {
                new Visit(sale, fan).arrive(opening + (long) (dice * crowd));
            }
        }
    }

    private void tellFigures(Sold sold, Path out) throws Exception {
        var sale = sold.sale;
        var timeline = sale.timeline();
        lapses(sale);
        report.header();
        for (var measurement : sale.measurements().values()) {
            report.phase(Phase.of(measurement, sold.run));
        }
        report.generator(sold.run);
        report.figure("seats sold", timeline.total(Count.SEATS_SOLD), "of " + plan.seats);
        report.figure(
                "from the opening to the last of them",
                timeline.lastSale() - timeline.second(sold.room.opening()),
                "s");
        var pace = "sold a second while the middle 80 % went";
        if (plan.seats >= LARGE_SEATS) {
            report.atLeast(pace, timeline.pace(Count.SEATS_SOLD), "per s", 1_000);
        } else {
            report.figure(pace, timeline.pace(Count.SEATS_SOLD), "per s");
        }
        report.figure("sold in the best second", timeline.most(Count.SEATS_SOLD), "");
        report.figure("holds", timeline.total(Count.HOLDS), "");
        report.figure("refused: somebody else had the seat", timeline.total(Count.SEATS_TAKEN), "");
        report.figure("holds that lapsed", timeline.total(Count.LAPSES), "");
        report.figure("fans who quit while waiting", timeline.total(Count.QUIT), "");
        report.figure("fans who gave up asking", sale.givenUp(), "");
        report.figure("most inside at once, by the server", timeline.mostInside(), "of " + plan.capacity);
        report.figure("most inside at once, by what the fans were told", timeline.provedInside(), "");
        report.mark("opening", timeline.second(sold.room.opening()));
        if (!plan.kill.isNegative()) {
            report.mark("kill -9", timeline.second(sold.room.opening()) + plan.kill.toSeconds());
        }
        report.curves(timeline.curves());
        Files.createDirectories(out);
        Files.writeString(out.resolve("report.html"), new Page(report).html());
    }

    /** When holds lapsed only the table knows; and by how much too late. */
    private void lapses(Sale sale) throws SQLException {
        try (var connection = server.database();
                var query = connection.prepareStatement("""
                        select extract(epoch from now() - ended_at), extract(epoch from ended_at - expires_at)
                          from reservation where status = 'EXPIRED' and performance_id = ?
                        """)) {
            query.setLong(1, sale.showing().performance());
            var rows = query.executeQuery();
            double latest = 0;
            while (rows.next()) {
                sale.timeline().lapsedAgo(rows.getDouble(1));
                latest = Math.max(latest, rows.getDouble(2));
            }
            report.atMost("the latest lapse after its deadline", latest, "s", 1);
        }
    }
}
