package dev.frontrow.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code bench/run operations}: each operation alone, beside the ceilings of the same machine in the same minutes. */
final class Operations {

    private static final String EMPTY = "empty endpoint";
    private static final String DATES = "list dates";
    private static final String SEATS = "list 50 seats";
    private static final String MAP = "map of 1,200 seats";
    private static final String MAP_AGAIN = "map of 1,200 seats, 304";
    private static final String HOLD = "hold, different seats";
    private static final String HOLD_ONE = "hold, all on one seat";
    private static final String PAY = "payment";
    private static final String PAY_ONE = "payments on one wallet";

    private static final Set<Integer> NOT_MODIFIED = Set.of(304);
    private static final Set<Integer> DECIDED = Set.of(201, 409);

    private final Server server;
    private final Stage stage;
    private final Report report;
    private final Plan plan;
    private final Api organizer;
    private final Box box;
    private final Ceilings ceilings;
    private long held;
    private long paid;

    /** How large the run is. */
    private record Plan(Duration warmUp, Duration time, int repeats, int logGigabytes) {}

    private Operations(Server server, Stage stage, Report report, Plan plan) throws Exception {
        this.server = server;
        this.stage = stage;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        box = new Box(server, organizer, new Fans(server));
        ceilings = new Ceilings(server);
    }

    static boolean run(Options options) throws Exception {
        var plan = new Plan(
                options.duration("warm-up", "30s"),
                options.duration("time", "8s"),
                options.number("repeats", 2),
                options.number("log-gigabytes", 4));
        int connections = options.number("connections", 64);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("operations");
        var settings = List.of(
                "--frontrow.waiting-room.capacity=1000000",
                "--frontrow.waiting-room.grace=2h",
                "--frontrow.waiting-room.session=2h",
                "--frontrow.hold.duration=2h");
        try (var server = Server.of(options, settings);
                var stage = new Stage(server, report, connections)) {
            new Operations(server, stage, report, plan).run();
        }
        return report.finish(out);
    }

    private void run() throws Exception {
        box.open(stage);
        ceilings.recycleLog(plan.logGigabytes);
        ceilings.prepare();
        warmUp();
        report.header();
        for (int round = 0; round < plan.repeats; round++) {
            round();
        }
        judge();
        audit();
    }

    private void warmUp() {
        long end = System.nanoTime() + plan.warmUp.toNanos();
        while (System.nanoTime() < end) {
            for (Function<Measurement, Supplier<Request>> load : List.<Function<Measurement, Supplier<Request>>>of(
                    box::dates, box::seats, box::map, box::holds, box::payments)) {
                stage.warmUp(load, Duration.ofSeconds(1));
            }
            box.letIn(stage);
        }
        held = count("reservation");
        paid = count("payment");
    }

    private void round() throws Exception {
        stage.measure(EMPTY, box::alive, plan.time);
        stage.measure(DATES, box::dates, plan.time);
        stage.measure(SEATS, box::seats, plan.time);
        stage.measure(MAP, box::map, plan.time);
        stage.measure(MAP_AGAIN, NOT_MODIFIED, box::mapAgain, plan.time);
        stage.measure(HOLD_ONE, DECIDED, box::holdsOfOne, plan.time);
        held += box.winners();
        if (box.winners() != 1) {
            report.broken("one seat had " + box.winners() + " winners");
        }
        ceiling("hold", ceilings.pgbench("hold", (int) plan.time.toSeconds()));
        held += served(HOLD, box::holds);
        ceiling("payment", ceilings.pgbench("payment", (int) plan.time.toSeconds()));
        paid += served(PAY, box::payments);
        box.letIn(stage);
        paid += served(PAY_ONE, box::paymentsOfOne);
        report.figure("ceiling: the seat script in Redis", ceilings.redisScript(), "per s");
    }

    private long served(String name, Function<Measurement, Supplier<Request>> load) {
        return stage.measure(name, load, plan.time).count();
    }

    private void ceiling(String script, double rate) {
        report.figure("ceiling: " + script + " in PostgreSQL", rate, "per s");
    }

    private void judge() {
        aim(DATES, 14_000, 14);
        aim(SEATS, 14_000, 14);
        report.atLeast(MAP, report.perSecond(MAP), "per s", 4_000);
        report.atLeast(MAP_AGAIN, report.perSecond(MAP_AGAIN), "per s", 14_000);
        aim(HOLD, 6_500, 25);
        aim(HOLD_ONE, 10_000, 20);
        aim(PAY, 5_500, 30);
        report.atLeast(PAY_ONE, report.perSecond(PAY_ONE), "per s", 1_400);
        for (var name : List.of(DATES, SEATS, HOLD, HOLD_ONE, PAY)) {
            report.figure(name + ", share of the empty endpoint", report.perSecond(name) / report.perSecond(EMPTY), "");
        }
    }

    private void aim(String name, double perSecond, double p99) {
        report.atLeast(name, report.perSecond(name), "per s", perSecond);
        report.atMost(name + ", p99", report.p99(name), "ms", p99);
    }

    /** What was acknowledged is in the tables, and the books balance. */
    private void audit() throws Exception {
        if (count("reservation") != held) {
            report.broken("holds acknowledged: " + held + ", in the table: " + count("reservation"));
        }
        if (count("payment") != paid) {
            report.broken("payments acknowledged: " + paid + ", in the table: " + count("payment"));
        }
        report.books(organizer.get("/admin/reconciliation"));
    }

    private long count(String table) {
        try (var connection = server.database();
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
