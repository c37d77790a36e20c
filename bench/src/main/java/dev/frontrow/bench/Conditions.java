package dev.frontrow.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The operations otherwise than at full speed: at half of it, by one user, by far too many, while holds lapse. */
final class Conditions {

    static final Set<String> KEYS = Set.of("half", "idle", "overload", "lapse");

    private static final Set<String> HALVED = Set.of("dates", "seats", "join", "poll", "hold", "payment");
    private static final double IDLE_PER_SECOND = 20;
    private static final Duration IDLE_TIME = Duration.ofSeconds(5);
    private static final Duration RECOVERS_IN = Duration.ofSeconds(5);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);
    private static final Duration LAPSE_AIM = Duration.ofSeconds(2);
    private static final Duration LAPSE_LIMIT = Duration.ofSeconds(60);
    private static final double KEPT_SHARE = 0.8;
    private static final double RECOVERED_SHARE = 0.9;
    private static final int LOOK_EVERY_MILLIS = 20;

    private final Server server;
    private final Stage stage;
    private final Report report;
    private final Box box;
    private final List<Load> loads;
    private final Duration time;

    Conditions(Server server, Stage stage, Report report, Box box, List<Load> loads, Duration time) {
        this.server = server;
        this.stage = stage;
        this.report = report;
        this.box = box;
        this.loads = loads;
        this.time = time;
    }

    /** @param tooMany how many connections hold seats at once when far too many do */
    void run(Predicate<String> wanted, int tooMany) throws Exception {
        if (wanted.test("half")) {
            loads.stream().filter(load -> HALVED.contains(load.key())).forEach(this::half);
        }
        if (wanted.test("idle")) {
            idle();
        }
        if (wanted.test("overload")) {
            overload(tooMany);
        }
        if (wanted.test("lapse")) {
            lapse();
        }
    }

    /** At half of the rate aimed at, whatever that is of the rate reached. */
    private void half(Load load) {
        double rate = load.perSecond() / 2;
        if (load.key().equals("payment")) {
            stage.warmUp(into -> box.toPay(into, (int) (rate * time.toSeconds())), time.multipliedBy(2));
        }
        var name = "half: " + load.name();
        var phase = stage.measureOpen(name, load.feed(), rate, time);
        report.atMost(name + ", p50", phase.p50Millis(), "ms", 3);
        report.atMost(name + ", p99", phase.p99Millis(), "ms", 15);
        report.atMost(name + ", errors", errors(phase), "", 0);
        box.letIn(stage);
    }

    private static long errors(Phase phase) {
        return phase.others().values().stream().mapToLong(Long::longValue).sum();
    }

    private void idle() throws IOException {
        report.atMost("one user: hold, p50", alone("hold", box::holds).p50Millis(), "ms", 2);
        report.atMost("one user: payment, p50", alone("payment", box::payments).p50Millis(), "ms", 3);
        box.letIn(stage);
    }

    /** One after the other; and beside it twenty a second, between which a machine dozes off. */
    private Phase alone(String what, Function<Measurement, Supplier<Request>> load) throws IOException {
        var name = "one user: " + what;
        var phase = stage.measure(new Measurement(name, Stage.SUCCESSES), 1, load, IDLE_TIME);
        var seldom = stage.measureOpen(name + ", 20 a second", load, IDLE_PER_SECOND, IDLE_TIME);
        report.figure(name + ", 20 a second, p50", seldom.p50Millis(), "ms");
        return phase;
    }

    /** Many times as many who all ask again as soon as they are answered, whether served or refused. */
    private void overload(int connections) throws IOException {
        var before = stage.measure("hold, before the overload", box::holds, time);
        var measurement = new Measurement("hold, overload", Set.of(201));
        var during = stage.measure(measurement, connections, box::holds, time);
        long refused = during.others().entrySet().stream()
                .filter(other -> other.getKey() == 503 || other.getKey() == 429)
                .mapToLong(other -> other.getValue())
                .sum();
        stage.warmUp(box::holds, RECOVERS_IN.minus(AFTERWARDS.dividedBy(2)));
        var after = stage.measure("hold, after the overload", box::holds, AFTERWARDS);
        report.atLeast("overload: rate kept", during.perSecond() / before.perSecond(), "", KEPT_SHARE);
        report.figure("overload: refused", refused, "");
        if (refused > 0) {
            report.atMost("overload: refused within, p99", measurement.refusalQuantile(0.99), "ms", 100);
        }
        report.figure("overload: served within, p99", during.p99Millis(), "ms");
        report.atMost("overload: neither served nor refused", errors(during) - refused, "", 0);
        report.atLeast("overload: rate 5 s later", after.perSecond() / before.perSecond(), "", RECOVERED_SHARE);
    }

    /** Ten thousand holds that are due at the same instant, while others go on. */
    private void lapse() throws Exception {
        stage.warmUp(box::lapsing, LAPSE_LIMIT);
        var before = stage.measure("hold, before the lapse", box::holds, time);
        var due = Instant.now().plusSeconds(1);
        long many = makeDue(due);
        Thread.sleep(Duration.between(Instant.now(), due));
        var during = stage.measure("hold, during the lapse", box::holds, LAPSE_AIM);
        double took = lastLapse(due);
        report.figure("lapse: holds due at once", many, "");
        report.atMost("lapse: the last one released after", took, "s", LAPSE_AIM.toSeconds());
        report.atLeast("lapse: hold rate meanwhile", during.perSecond() / before.perSecond(), "", RECOVERED_SHARE);
    }

    private long makeDue(Instant due) throws SQLException {
        try (var connection = server.database();
                var update = connection.prepareStatement(
                        "update reservation set expires_at = ? where performance_id = ? and status = 'HELD'")) {
            update.setTimestamp(1, Timestamp.from(due));
            update.setLong(2, box.lapsingPerformance());
            return update.executeUpdate();
        }
    }

    /** When the last one was released, in s after it was due. */
    private double lastLapse(Instant due) throws SQLException, InterruptedException {
        try (var connection = server.database();
                var query = connection.prepareStatement("""
                        select (select count(*) from reservation where status = 'HELD' and expires_at <= ?),
                               extract(epoch from max(ended_at - expires_at))
                          from reservation where performance_id = ? and status = 'EXPIRED'
                        """)) {
            query.setTimestamp(1, Timestamp.from(due));
            query.setLong(2, box.lapsingPerformance());
            while (true) {
                try (var rows = query.executeQuery()) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return rows.getDouble(2);
                    }
                    if (Duration.between(due, Instant.now()).compareTo(LAPSE_LIMIT) > 0) {
                        report.broken(rows.getLong(1) + " holds are still held " + LAPSE_LIMIT.toSeconds()
                                + " s after their end");
                        return LAPSE_LIMIT.toSeconds();
                    }
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
    }
}
