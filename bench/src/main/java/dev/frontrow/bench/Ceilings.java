package dev.frontrow.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What PostgreSQL and Redis reach with our statements and our script when nothing stands in front of them. */
final class Ceilings {

    private static final Path SCRIPTS = Path.of("bench/src/main/sql");
    private static final Path TAKE_SEATS = Path.of("src/main/resources/redis/take-seats.lua");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern REDIS_RATE = Pattern.compile("([0-9.]+) requests per second");
    private static final int CLIENTS = 16;
    /** Gathered commands have few writers. */
    private static final int GATHERING_CLIENTS = 4;

    private static final int GATHERED = 50;
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_REQUESTS = 300_000;
    private static final Duration SEATS_LOCKED = Duration.ofSeconds(2);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String PGBENCH = "pgbench";
    private static final String REDIS_BENCHMARK = "redis-benchmark";

    private final Server server;

    Ceilings(Server server) {
        this.server = server;
    }

    /**
     * Asks for the programs that are needed later.
     *
     * @throws Options.Refused when one is not installed
     */
    static void requirePrograms() throws IOException, InterruptedException {
        for (var program : List.of(PGBENCH, REDIS_BENCHMARK)) {
            run(new ProcessBuilder(program, "--version"));
        }
    }

    /**
     * Writes some GB of the write-ahead log, so that it is recycled from then on: a fresh cluster, which has to make
     * every segment first, is several times slower.
     */
    void recycleLog(int gigabytes) throws SQLException {
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists ballast (text text)");
            for (int i = 0; i < gigabytes; i++) {
                statement.execute("insert into ballast"
                        + " select repeat(md5(random()::text), 30) from generate_series(1, 1000000)");
                statement.execute("truncate ballast");
                statement.execute("checkpoint");
            }
            statement.execute("drop table ballast");
        }
    }

    /** Makes the tables of the scripts: copies of ours, apart from ours. */
    void prepare() throws SQLException, IOException {
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(SCRIPTS.resolve("prepare.sql")));
        }
    }

    /** Transactions a second of one of the scripts. */
    double pgbench(String script, int seconds) throws IOException, InterruptedException {
        return pgbench(script, CLIENTS, seconds);
    }

    /** Commands a second of the script that does fifty at a time. */
    double gathered(String script, int seconds) throws IOException, InterruptedException {
        return pgbench(script + "-" + GATHERED, GATHERING_CLIENTS, seconds) * GATHERED;
    }

    private double pgbench(String script, int clients, int seconds) throws IOException, InterruptedException {
        var services = server.services();
        var address = services.postgresUri();
        var command = new ArrayList<>(List.of(PGBENCH, "-n", "-M", "prepared", "-j", "2"));
        command.addAll(List.of("-U", services.parameter("user")));
        command.addAll(List.of("-c", "" + clients, "-T", "" + seconds, "-f", SCRIPTS + "/" + script + ".sql"));
        command.addAll(List.of(
                "-h",
                address.getHost(),
                "-p",
                "" + (address.getPort() < 0 ? POSTGRES_PORT : address.getPort()),
                address.getPath().substring(1)));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("PGPASSWORD", services.parameter("password"));
        return rate(TPS, run(process));
    }

    /** Runs of the seat script a second. */
    double redisScript() throws IOException, InterruptedException {
        try (var redis = server.redis()) {
            var sha = redis.scriptLoad(Files.readString(TAKE_SEATS));
            var address = server.services().redisUri();
            var command = new ArrayList<>(List.of(REDIS_BENCHMARK, "-n", "" + REDIS_REQUESTS, "-c", "64"));
            command.addAll(List.of("-h", address.getHost(), "-p", "" + address.getPort(), "-r", "100000000"));
            if (address.getUserInfo() != null) {
                command.addAll(List.of("-a", address.getUserInfo().replaceFirst("^[^:]*:", "")));
            }
            command.addAll(List.of(
                    "evalsha",
                    sha,
                    "1",
                    "ceiling:{1}:__rand_int__",
                    "" + SEATS_LOCKED.toMillis(),
                    Fans.id(1).toString(),
                    "1"));
            var process = new ProcessBuilder(command).redirectErrorStream(true);
            return rate(REDIS_RATE, run(process));
        }
    }

    /**
     * Waits until the services have cleared up behind the ceilings: dirty pages, keys that have expired and the
     * append-only file, which Redis writes anew when it has doubled. What comes next is measured without that.
     */
    void settle() throws SQLException, InterruptedException {
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        Thread.sleep(SEATS_LOCKED);
        try (var redis = server.redis()) {
            long end = System.nanoTime() + SETTLES_WITHIN.toNanos();
            while (redis.info("persistence").contains("aof_rewrite_in_progress:1") && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private static String run(ProcessBuilder command) throws IOException, InterruptedException {
        var process = start(command);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Options.Refused(command.command().getFirst() + " fails: " + output);
        }
        return output;
    }

    private static Process start(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new Options.Refused(command.command().getFirst() + " is not installed: see bench/README.md.");
        }
    }

    private static double rate(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        double rate = 0;
        while (matcher.find()) {
            rate = Double.parseDouble(matcher.group(1)); // the last one told is the whole run's
        }
        return rate;
    }
}
