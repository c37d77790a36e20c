package dev.frontrow.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;

/** The server, the load on it, and the figures that come of it. */
final class Stage implements AutoCloseable {

    static final Set<Integer> SUCCESSES = Set.of(200, 201, 204);
    static final int MOST_CONNECTIONS = 2_000;
    static final int MOST_REPEATS = 100;
    private static final int TURNS = 4;
    private static final Duration BEGINS_AFTER = Duration.ofMillis(100);

    private final Server server;
    private final Loop loop;
    private final Report report;
    private final Jedis redis;

    Stage(Server server, Report report, int connections) throws IOException, SQLException {
        this.server = server;
        this.report = report;
        report.services(server.services().versions());
        loop = new Loop(server.address(), connections);
        redis = server.redis();
    }

    Jedis redis() {
        return redis;
    }

    /** Loads the server in a closed loop, as fast as it answers; any success counts. */
    Phase measure(String name, Function<Measurement, Supplier<Request>> load, Duration time) {
        return measure(new Measurement(name, SUCCESSES), load, time);
    }

    /** The same, where only what that measurement calls served counts. */
    Phase measure(Measurement measurement, Function<Measurement, Supplier<Request>> load, Duration time) {
        return measure(measurement, loop, it -> it.run(load.apply(measurement), time));
    }

    /**
     * Two loads in short turns, so that whatever else happens to the machine meanwhile happens to both. A turn of each
     * comes before, which does not count: the more people ask, the more of them are new to the server at first.
     */
    void compare(
            String one,
            Function<Measurement, Supplier<Request>> its,
            String other,
            Function<Measurement, Supplier<Request>> others,
            Duration time) {
        var turn = time.dividedBy(TURNS);
        warmUp(its, turn);
        warmUp(others, turn);
        for (int i = 0; i < TURNS; i++) {
            measure(one, its, turn);
            measure(other, others, turn);
        }
    }

    /** Loads the server in a closed loop by so many connections that are opened for this load alone. */
    Phase measure(
            Measurement measurement, int connections, Function<Measurement, Supplier<Request>> load, Duration time)
            throws IOException {
        try (var more = new Loop(server.address(), connections)) {
            return measure(measurement, more, it -> it.run(load.apply(measurement), time));
        }
    }

    /** Loads the server in an open loop: each request has its time, whatever became of those before. */
    Phase measureOpen(String name, Function<Measurement, Supplier<Request>> load, double perSecond, Duration time) {
        var measurement = new Measurement(name, SUCCESSES);
        return measure(measurement, loop, it -> {
            schedule(it, load.apply(measurement), perSecond, time);
            return it.run(Loop.NOTHING, time.plus(BEGINS_AFTER));
        });
    }

    private static void schedule(Loop loop, Supplier<Request> feed, double perSecond, Duration time) {
        var requests = new ArrayList<Request>();
        for (long left = (long) (perSecond * time.toNanos() / 1e9); left > 0; left--) {
            var request = feed.get();
            if (request != null) {
                requests.add(request);
            }
        }
        long begin = System.nanoTime() + BEGINS_AFTER.toNanos();
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            long due = begin + (long) (i * 1e9 / perSecond);
            loop.later(new Request(request.bytes(), request.into(), due, request.then()));
        }
    }

    private Phase measure(Measurement measurement, Loop by, Function<Loop, Loop.Run> load) {
        var cpu = server.cpu();
        double redisCpu = redisCpuMicros();
        var run = load.apply(by);
        double requests = Math.max(1, measurement.successes());
        var phase = Phase.of(
                measurement.name(),
                measurement,
                run,
                server.cpu().minus(cpu).toNanos() / 1000 / requests,
                (redisCpuMicros() - redisCpu) / requests,
                run.cpu().toNanos() / 1000 / requests);
        report.phase(phase);
        return phase;
    }

    /** Loads the server and forgets how that went. */
    void warmUp(Function<Measurement, Supplier<Request>> load, Duration time) {
        loop.run(load.apply(new Measurement("warm-up", SUCCESSES)), time);
    }

    private double redisCpuMicros() {
        return (information("cpu", "used_cpu_sys") + information("cpu", "used_cpu_user")) * 1e6;
    }

    /** A figure of Redis's {@code INFO}. */
    double information(String section, String name) {
        return redis.info(section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        redis.close();
        loop.close();
    }
}
