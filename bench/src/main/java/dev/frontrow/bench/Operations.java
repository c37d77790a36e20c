package dev.frontrow.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code bench/run operations}: each line of the aims, beside the ceilings of the same machine in the same minutes. */
final class Operations {

    private static final String EMPTY = "empty endpoint";
    private static final String DATES = "dates";
    private static final String SEATS = "seats";
    private static final String HOLD = "hold";
    private static final String HOLD_ONE = "hold-one";
    private static final String PAYMENT = "payment";
    private static final String WALLET = "wallet";
    private static final String JOIN = "join";
    private static final String POLL = "poll";
    private static final String POLL_FEW = "poll, 1,000 waiting";
    private static final String WALLET_NAME = "payments on one wallet";
    private static final int FEW = 1_000;
    private static final int POLLERS = 20_000;
    private static final int ROOM_CAPACITY = 100;
    private static final int JOINERS_FROM = 10_000_000;
    private static final int MOST_JOINERS = 1_000_000;
    private static final int MOST_WAITING = 5_000_000;
    private static final int MOST_LOG_GIGABYTES = 100;
    /** Of an overload; one address has ports for little more. */
    private static final int MOST_CONNECTIONS = 20_000;

    private static final int MOST_PAYMENTS_PER_SECOND = 12_000;
    private static final double LONGEST_STALL_MILLIS = 250;
    private static final double SHARE_WITH_MANY = 0.95;
    private static final Set<Integer> NOT_MODIFIED = Set.of(304);
    private static final Set<Integer> DECIDED = Set.of(201, 409);

    private final Server server;
    private final Stage stage;
    private final Report report;
    private final Plan plan;
    private final Api organizer;
    private final Fans fans;
    private final Box box;
    private final Ceilings ceilings;
    private final Crowd few;
    private final Crowd many;
    private final long[] nextFan = {JOINERS_FROM};
    private final List<Load> loads;

    /** How large the run is. */
    private record Plan(
            Duration warmUp,
            Duration time,
            int repeats,
            int logGigabytes,
            int waiting,
            int overloadConnections,
            Set<String> only) {
        boolean has(String key) {
            return only.isEmpty() || only.contains(key);
        }

        boolean needsCeilings() {
            return has(HOLD) || has(PAYMENT);
        }
    }

    private Operations(Server server, Stage stage, Report report, Plan plan) throws Exception {
        this.server = server;
        this.stage = stage;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        fans = new Fans(server);
        box = new Box(server, organizer, fans);
        ceilings = new Ceilings(server);
        few = Crowd.open("few", organizer, fans, report);
        many = Crowd.open("many", organizer, fans, report);
        loads = List.of(
                Load.of(DATES, "list dates", box::dates, 14_000, 14),
                Load.of(SEATS, "list 50 seats", box::seats, 14_000, 14),
                Load.of("map", "map of 1,200 seats", box::map, 4_000, 0),
                new Load("map-again", "map of 1,200 seats, 304", NOT_MODIFIED, box::mapAgain, 14_000, 0),
                Load.of(JOIN, "join", into -> few.joins(into, nextFan), 6_000, 32),
                Load.of(POLL, "poll, very many waiting", into -> many.polls(into, POLLERS), 12_000, 16),
                new Load(HOLD_ONE, "hold, all on one seat", DECIDED, box::holdsOfOne, 10_000, 20),
                Load.of(HOLD, "hold, different seats", box::holds, 6_500, 25),
                Load.of(PAYMENT, PAYMENT, box::payments, 5_500, 30),
                Load.of(WALLET, WALLET_NAME, into -> box.paymentsOfOne(into, plan.repeats), 1_400, 0));
    }

    static boolean run(Options options) throws Exception {
        int connections = options.number("connections", 64, 1, Stage.MOST_CONNECTIONS);
        var plan = new Plan(
                options.duration("warm-up", "4m", Duration.ZERO),
                options.duration("time", "6s", Duration.ofSeconds(1)),
                options.number("repeats", 3, 1, Stage.MOST_REPEATS),
                options.number("log-gigabytes", 4, 0, MOST_LOG_GIGABYTES),
                options.number("waiting", 1_000_000, 1, MOST_WAITING),
                connections * options.number("overload", 10, 1, MOST_CONNECTIONS / connections),
                only(options.text("only", "")));
        if (plan.needsCeilings()) {
            Ceilings.requirePrograms(); // at once, not minutes later
        }
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

    private static Set<String> only(String list) {
        var only = new TreeSet<>(Arrays.asList(list.split(",")));
        only.remove("");
        for (var key : only) {
            if (!Conditions.KEYS.contains(key)
                    && !List.of(DATES, SEATS, "map", "map-again", JOIN, POLL, HOLD_ONE, HOLD, PAYMENT, WALLET, "start")
                            .contains(key)) {
                throw new Options.Refused("There is no operation " + key + ": see bench/README.md.");
            }
        }
        return only;
    }

    private void run() throws Exception {
        if (server.isOurs() && plan.has("start")) { // before there is anything else for the machine to do
            var alone = server.startAlone();
            var besides = server.startBesides();
            report.atMost("start with services, in a fresh folder", alone.toMillis() / 1e3, "s", 12);
            report.atMost("start beside running services", besides.toMillis() / 1e3, "s", 6);
        }
        box.open(stage);
        openRooms();
        if (plan.needsCeilings()) {
            ceilings.recycleLog(plan.logGigabytes);
            ceilings.prepare();
        }
        var chosen = loads.stream().filter(load -> plan.has(load.key())).toList();
        warmUp(chosen);
        report.header();
        for (int round = 0; round < plan.repeats; round++) {
            for (var load : chosen) {
                measure(load);
            }
        }
        chosen.forEach(load -> load.judge(report));
        judge();
        new Conditions(server, stage, report, box, loads, plan.time).run(plan::has, plan.overloadConnections);
        new OperationsAudit(server, report, box).run();
        few.checkOrder();
        many.checkOrder();
    }

    private void openRooms() throws Exception {
        few.resize(organizer, ROOM_CAPACITY);
        many.resize(organizer, ROOM_CAPACITY);
        fans.signUp(JOINERS_FROM, MOST_JOINERS);
        if (plan.has(POLL) || plan.has("half")) {
            few.fill(server, organizer, 0, FEW);
            many.fill(server, organizer, FEW, plan.waiting);
            few.comeBack(stage, 0, FEW);
            many.comeBack(stage, FEW, Math.min(POLLERS, plan.waiting));
        }
    }

    private void warmUp(List<Load> chosen) {
        long end = System.nanoTime() + plan.warmUp.toNanos();
        while (System.nanoTime() < end) {
            for (var load : chosen) {
                if (load.key().equals(PAYMENT)) {
                    stage.warmUp(into -> box.toPay(into, MOST_PAYMENTS_PER_SECOND), Duration.ofSeconds(1));
                }
                if (!load.key().equals(WALLET)) {
                    stage.warmUp(load.feed(), Duration.ofSeconds(1));
                }
            }
            box.letIn(stage);
        }
    }

    private void measure(Load load) throws Exception {
        int seconds = (int) Math.max(1, plan.time.toSeconds());
        switch (load.key()) {
            case DATES -> {
                stage.measure(EMPTY, box::alive, plan.time);
                stage.measure(load.measurement(), load.feed(), plan.time);
            }
            case POLL -> {
                stage.compare(
                        POLL_FEW,
                        into -> few.polls(into, FEW),
                        load.measurement().name(),
                        load.feed(),
                        plan.time);
            }
            case HOLD_ONE -> {
                stage.measure(load.measurement(), load.feed(), plan.time);
                if (box.winners() != 1) {
                    report.broken("one seat had " + box.winners() + " winners");
                }
            }
            case HOLD -> {
                report.ceiling("hold in PostgreSQL", ceilings.pgbench("hold", seconds));
                report.ceiling("50 holds at a time in PostgreSQL", ceilings.gathered("hold", seconds));
                report.ceiling("the seat script in Redis", ceilings.redisScript());
                ceilings.settle();
                stage.measure(load.measurement(), load.feed(), plan.time);
            }
            case PAYMENT -> {
                report.ceiling("payment in PostgreSQL", ceilings.pgbench("payment", seconds));
                report.ceiling("50 payments at a time in PostgreSQL", ceilings.gathered("payment", seconds));
                ceilings.settle();
                stage.warmUp(into -> box.toPay(into, seconds * MOST_PAYMENTS_PER_SECOND), plan.time);
                stage.measure(load.measurement(), load.feed(), plan.time);
                box.letIn(stage);
            }
            default -> stage.measure(load.measurement(), load.feed(), plan.time);
        }
    }

    private void judge() {
        if (plan.has(POLL)) {
            double share = report.perSecond("poll, very many waiting") / Math.max(1, report.perSecond(POLL_FEW));
            report.atLeast("poll, very many waiting, share of that with 1,000", share, "", SHARE_WITH_MANY);
        }
        if (plan.has(WALLET)) {
            report.atMost(WALLET_NAME + ", longest", report.longest(WALLET_NAME), "ms", LONGEST_STALL_MILLIS);
        }
        var shares = new ArrayList<Load>(loads);
        shares.removeIf(load -> !plan.has(load.key()));
        for (var load : shares) {
            double rate = report.perSecond(load.name());
            if (plan.has(DATES)) {
                report.figure(load.name() + ", share of the empty endpoint", rate / report.perSecond(EMPTY), "");
            }
        }
        report.shareOfCeiling("hold, different seats", "hold in PostgreSQL");
        report.shareOfCeiling("hold, different seats", "50 holds at a time in PostgreSQL");
        report.shareOfCeiling("hold, different seats", "the seat script in Redis");
        report.shareOfCeiling("hold, all on one seat", "the seat script in Redis");
        report.shareOfCeiling(PAYMENT, "payment in PostgreSQL");
        report.shareOfCeiling(PAYMENT, "50 payments at a time in PostgreSQL");
    }
}
