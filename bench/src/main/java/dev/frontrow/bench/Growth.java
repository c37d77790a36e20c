package dev.frontrow.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code bench/run growth}: whether it matters how many seats there are and how many people wait. */
final class Growth {

    private static final List<Integer> SEATS = List.of(10_000, 1_000_000, 10_000_000);
    private static final List<Integer> WAITING = List.of(1_000, 1_000_000);
    private static final String READ = "read dates";
    private static final String HOLD = "hold";
    private static final String PAY = "pay";
    private static final String JOIN = "join";
    private static final String POLL = "poll";
    private static final int HOLDS = Stock.SEATS;
    private static final int POLLERS = 10_000;
    private static final int JOINERS_FROM = 10_000_000;
    private static final int MOST_JOINERS = 1_000_000;
    private static final int ROOM_CAPACITY = 100;
    private static final int LIMIT_PER_FAN = 100;
    private static final double AIM = 0.9;

    private final Server server;
    private final Stage stage;
    private final Report report;
    private final Plan plan;
    private final Api organizer;
    private final Fans fans;
    private final Stock stock;
    private final long[] nextFan = {JOINERS_FROM};

    /** How far it grows. */
    private record Plan(int maxSeats, int maxWaiting, Duration warmUp, Duration time, int repeats) {}

    private Growth(Server server, Stage stage, Report report, Plan plan) throws Exception {
        this.server = server;
        this.stage = stage;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        fans = new Fans(server);
        stock = new Stock(server, fans);
    }

    static boolean run(Options options) throws Exception {
        var plan = new Plan(
                options.number("max-seats", SEATS.getLast(), 0, SEATS.getLast()),
                options.number("max-waiting", WAITING.getLast(), 0, WAITING.getLast()),
                options.duration("warm-up", "30s", Duration.ZERO),
                options.duration("time", "5s", Duration.ofSeconds(1)),
                options.number("repeats", 3, 1, Stage.MOST_REPEATS));
        int connections = options.number("connections", 64, 1, Stage.MOST_CONNECTIONS);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("growth");
        var settings = List.of(
                "--frontrow.waiting-room.capacity=1000000",
                "--frontrow.waiting-room.grace=2h",
                "--frontrow.waiting-room.session=2h",
                "--frontrow.hold.duration=2h",
                "--frontrow.hold.max-seats-per-user=" + LIMIT_PER_FAN);
        try (var server = Server.of(options, settings);
                var stage = new Stage(server, report, connections)) {
            new Growth(server, stage, report, plan).run();
        }
        return report.finish(out);
    }

    private void run() throws Exception {
        stock.growTo(HOLDS);
        stock.letIn(stage);
        warmUp();
        report.header();
        for (int seats : SEATS) {
            if (seats <= plan.maxSeats) {
                seats(seats);
            }
        }
        for (int waiting : WAITING) {
            if (waiting <= plan.maxWaiting) {
                waiting(waiting);
            }
        }
        for (var operation : List.of(READ, HOLD, PAY)) {
            curve(operation, SEATS, "seats", plan.maxSeats);
        }
        for (var operation : List.of(JOIN, POLL)) {
            curve(operation, WAITING, "waiting", plan.maxWaiting);
        }
        try (var connection = server.database()) {
            new Checks(LIMIT_PER_FAN, Fans.id(0)).run(connection, report);
        }
        report.books(organizer.get("/admin/reconciliation"));
    }

    private void warmUp() throws Exception {
        var room = Crowd.open("warm-up", organizer, fans, report);
        room.resize(organizer, ROOM_CAPACITY);
        fans.signUp(JOINERS_FROM, MOST_JOINERS);
        long end = System.nanoTime() + plan.warmUp.toNanos();
        while (System.nanoTime() < end) {
            stock.growTo(stock.seats() + HOLDS);
            stage.warmUp(into -> stock.holds(into, HOLDS / 2), Duration.ofSeconds(2));
            stage.warmUp(stock::payments, Duration.ofSeconds(2));
            stage.warmUp(stock::reads, Duration.ofSeconds(1));
            stage.warmUp(into -> room.joins(into, nextFan), Duration.ofSeconds(1));
            stock.letIn(stage);
        }
        stock.forgetHolds();
        stock.forgetShowings();
    }

    /** Each round sells as many seats as the smallest hall has, from wherever there are any. */
    private void seats(int seats) throws Exception {
        long began = System.nanoTime();
        stock.growTo(Math.max(seats, stock.seats() + HOLDS));
        stock.settle();
        report.tell("%,d seats after %.0f s".formatted(stock.seats(), (System.nanoTime() - began) / 1e9));
        for (int round = 0; round < plan.repeats; round++) {
            stock.growTo(stock.seats() + HOLDS);
            stage.measure(name(READ, seats, "seats"), stock::reads, plan.time);
            stage.measure(name(HOLD, seats, "seats"), into -> stock.holds(into, HOLDS), plan.time.multipliedBy(2));
            stage.measure(name(PAY, seats, "seats"), stock::payments, plan.time.multipliedBy(2));
            stock.letIn(stage);
            stock.forgetHolds();
        }
    }

    private void waiting(int waiting) throws Exception {
        var room = Crowd.open("of " + waiting, organizer, fans, report);
        room.resize(organizer, ROOM_CAPACITY);
        room.fill(server, organizer, 0, waiting);
        room.comeBack(stage, 0, Math.min(POLLERS, waiting));
        for (int round = 0; round < plan.repeats; round++) {
            stage.measure(name(JOIN, waiting, "waiting"), into -> room.joins(into, nextFan), plan.time);
            stage.measure(name(POLL, waiting, "waiting"), into -> room.polls(into, POLLERS), plan.time);
        }
        room.checkOrder();
    }

    private static String name(String operation, int size, String what) {
        return String.format(Locale.ROOT, "%s, %,d %s", operation, size, what);
    }

    /** The rates, and what is left of the first one at the last. */
    private void curve(String operation, List<Integer> sizes, String what, int most) {
        var reached = sizes.stream().filter(size -> size <= most).toList();
        for (int size : reached) {
            report.figure(name(operation, size, what), report.perSecond(name(operation, size, what)), "per s");
        }
        if (reached.size() > 1) {
            double first = report.perSecond(name(operation, reached.getFirst(), what));
            double last = report.perSecond(name(operation, reached.getLast(), what));
            report.atLeast(operation + ", share of the first at the last", last / first, "", AIM);
        }
    }
}
