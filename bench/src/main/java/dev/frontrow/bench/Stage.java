package dev.frontrow.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;

/** The server, the load on it, and the figures that come of it. */
final class Stage implements AutoCloseable {

    private static final Set<Integer> SUCCESSES = Set.of(200, 201, 204);

    private final Server server;
    private final Loop loop;
    private final Report report;
    private final Jedis redis;

    Stage(Server server, Report report, int connections) throws IOException {
        this.server = server;
        this.report = report;
        loop = new Loop(server.address(), connections);
        redis = server.redis();
    }

    Jedis redis() {
        return redis;
    }

    /** Loads the server in a closed loop, as fast as it answers; any success counts. */
    Report.Phase measure(String name, Function<Measurement, Supplier<Request>> load, Duration time) {
        return measure(name, SUCCESSES, load, time);
    }

    /** The same where only those statuses count. */
    Report.Phase measure(
            String name, Set<Integer> served, Function<Measurement, Supplier<Request>> load, Duration time) {
        var measurement = new Measurement(name, served);
        var cpu = server.cpu();
        double redisCpu = redisCpuMicros();
        var run = loop.run(load.apply(measurement), time);
        double requests = Math.max(1, measurement.successes());
        var phase = Report.Phase.of(
                name,
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
