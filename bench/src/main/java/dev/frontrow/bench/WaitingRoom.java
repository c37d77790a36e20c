package dev.frontrow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** {@code bench/run waiting-room}: joining and polling, with few and with very many waiting. */
final class WaitingRoom {

    private static final String JOIN_FEW = "join, room of few";
    private static final String JOIN_MANY = "join, room of many";
    private static final String POLL_FEW = "poll, few waiting";
    private static final String POLL_MANY = "poll, many waiting, as many pollers as few";
    private static final String POLL_SPREAD = "poll, many waiting, many pollers";
    private static final String STATE = "public state";

    private static final int FEW = 1_000;
    private static final int MOST_WAITING = 5_000_000;
    private static final int CAPACITY = 100;
    private static final int CALLED_IN = 10_000;
    private static final int JOINERS_FROM = 10_000_000;
    private static final int MOST_JOINERS = 2_000_000;
    private static final Duration CALLING_TAKES = Duration.ofMinutes(1);

    private final Server server;
    private final Stage stage;
    private final Report report;
    private final Api organizer;
    private final Fans fans;
    private final Plan plan;
    private final long[] nextFan = {JOINERS_FROM};

    /** How large the run is. */
    private record Plan(int many, int pollers, Duration warmUp, Duration time, int repeats) {}

    private WaitingRoom(Server server, Stage stage, Report report, Plan plan) throws Exception {
        this.server = server;
        this.stage = stage;
        this.report = report;
        this.plan = plan;
        organizer = Api.loggedIn(server);
        fans = new Fans(server);
    }

    static boolean run(Options options) throws Exception {
        int waiting = options.number("waiting", 1_000_000, FEW, MOST_WAITING);
        var plan = new Plan(
                waiting,
                options.number("pollers", Math.min(100_000, waiting), 1, waiting),
                options.duration("warm-up", "30s", Duration.ZERO),
                options.duration("time", "8s", Duration.ofSeconds(1)),
                options.number("repeats", 3, 1, Stage.MOST_REPEATS));
        int connections = options.number("connections", 64, 1, Stage.MOST_CONNECTIONS);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("waiting-room");
        try (var server = Server.of(options, List.of("--frontrow.waiting-room.capacity=" + CAPACITY));
                var stage = new Stage(server, report, connections)) {
            new WaitingRoom(server, stage, report, plan).run();
        }
        return report.finish(out);
    }

    private void run() throws Exception {
        fans.signUp(JOINERS_FROM, MOST_JOINERS / 10);
        var few = room("few");
        var many = room("many");
        few.fill(server, organizer, 0, FEW);
        fillMany(many);
        report.header();
        stage.measure("joining again, few", into -> few.joinsAgain(into, 0, FEW), Duration.ofSeconds(2));
        warmUp(few, many);
        many.comeBack(stage, FEW, Math.min(plan.pollers, plan.many));
        for (int round = 0; round < plan.repeats; round++) {
            round(few, many);
        }
        judge();
        callIn(many);
        few.checkOrder();
        many.checkOrder();
    }

    private Crowd room(String name) throws IOException, InterruptedException {
        var room = Crowd.open(name, organizer, fans, report);
        room.resize(organizer, CAPACITY);
        return room;
    }

    private void fillMany(Crowd many) throws Exception {
        many.fill(server, organizer, FEW, 2); // the room itself is there before its people are counted
        double before = memory();
        long began = System.nanoTime();
        many.fill(server, organizer, FEW + 2, plan.many - 2);
        report.tell("%,d placed in %.1f s".formatted(plan.many, (System.nanoTime() - began) / 1e9));
        report.atMost("Redis memory of one who waits", (memory() - before) / (plan.many - 2), "bytes", 130);
        while (stage.information("persistence", "aof_rewrite_in_progress") > 0) {
            Thread.sleep(100);
        }
    }

    private double memory() {
        return stage.information("memory", "used_memory")
                - stage.information("memory", "mem_aof_buffer")
                - stage.information("memory", "mem_clients_normal");
    }

    private void warmUp(Crowd few, Crowd many) {
        long end = System.nanoTime() + plan.warmUp.toNanos();
        while (System.nanoTime() < end) {
            stage.warmUp(into -> few.joins(into, nextFan), Duration.ofSeconds(1));
            stage.warmUp(into -> few.polls(into, FEW), Duration.ofSeconds(1));
            stage.warmUp(into -> state(into, many), Duration.ofSeconds(1));
        }
    }

    private void round(Crowd few, Crowd many) {
        stage.measure(JOIN_FEW, into -> few.joins(into, nextFan), plan.time);
        stage.measure(JOIN_MANY, into -> many.joins(into, nextFan), plan.time);
        stage.compare(POLL_FEW, into -> few.polls(into, FEW), POLL_MANY, into -> many.polls(into, FEW), plan.time);
        stage.measure(POLL_SPREAD, into -> many.polls(into, plan.pollers), plan.time);
        double reads = stage.information("stats", "total_commands_processed");
        stage.measure(STATE, into -> state(into, many), plan.time);
        double during = stage.information("stats", "total_commands_processed") - reads;
        report.tell("    Redis commands meanwhile: %.1f per s".formatted(during * 1e9 / plan.time.toNanos()));
    }

    private Supplier<Request> state(Measurement into, Crowd crowd) {
        var request = Request.get(Request.API + "/waiting-rooms/" + crowd.concert(), "");
        return () -> Request.now(request, into);
    }

    private void judge() {
        report.atLeast(JOIN_FEW, report.perSecond(JOIN_FEW), "per s", 6_000);
        report.atMost(JOIN_FEW + ", p99", report.p99(JOIN_FEW), "ms", 32);
        report.atLeast(JOIN_MANY, report.perSecond(JOIN_MANY), "per s", 6_000);
        report.atMost(JOIN_MANY + ", p99", report.p99(JOIN_MANY), "ms", 32);
        report.figure(POLL_FEW, report.perSecond(POLL_FEW), "per s");
        report.atLeast(POLL_MANY, report.perSecond(POLL_MANY), "per s", 12_000);
        report.atMost(POLL_MANY + ", p99", report.p99(POLL_MANY), "ms", 16);
        report.atLeast("rate with many, share of that with few", share(POLL_MANY), "", 0.95);
        report.figure(POLL_SPREAD, report.perSecond(POLL_SPREAD), "per s");
        report.figure("the same, share of that with few", share(POLL_SPREAD), "");
        report.atLeast(STATE, report.perSecond(STATE), "per s", 12_000);
    }

    private double share(String poll) {
        return report.perSecond(poll) / Math.max(1, report.perSecond(POLL_FEW));
    }

    /** Calls ten thousand in at once and asks Redis what that took. */
    private void callIn(Crowd many) throws IOException, InterruptedException {
        var redis = stage.redis();
        redis.configSet("slowlog-log-slower-than", "0");
        redis.configSet("slowlog-max-len", "20000");
        redis.slowlogReset();
        long waiting = organizer
                .get("/admin/waiting-rooms/" + many.concert())
                .get("waiting")
                .asLong();
        long expected = CAPACITY + Math.min(waiting, CALLED_IN);
        many.resize(organizer, CAPACITY + CALLED_IN);
        long end = System.nanoTime() + CALLING_TAKES.toNanos();
        long inside;
        do {
            Thread.sleep(200);
            inside = organizer
                    .get("/admin/waiting-rooms/" + many.concert())
                    .get("inside")
                    .asLong();
        } while (inside < expected && System.nanoTime() < end);
        redis.configSet("slowlog-log-slower-than", "10000");
        if (inside != expected) {
            report.broken("inside are " + inside + " of " + expected);
        }
        var pieces = redis.slowlogGet(20_000).stream()
                .filter(entry -> entry.getArgs().getFirst().toLowerCase().startsWith("evalsha"))
                .mapToLong(entry -> entry.getExecutionTime())
                .summaryStatistics();
        report.atMost("calling in 10,000: Redis's time", pieces.getSum() / 1000.0, "ms", 100);
        report.atMost("its longest piece", pieces.getMax() / 1000.0, "ms", 5);
    }
}
