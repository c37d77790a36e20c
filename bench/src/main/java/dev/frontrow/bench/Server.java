package dev.frontrow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/** The server under load: one started here on a fresh data folder, or one that runs already. */
final class Server implements AutoCloseable {

    private static final Path WORK = Path.of("bench/target").toAbsolutePath();
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3); // it may have to be built first
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final String SECRET = "a benchmark signs the tokens of its many fans itself";
    private static final int POSTMASTER_PORT_LINE = 3;
    private static final int REDIS_TIMEOUT_MILLIS = 60_000;

    private final URI url;
    private final String jdbcUrl;
    private final String redisUrl;
    private final String jwtSecret;
    private final Credentials organizer;
    private Process process;
    private Path data;

    /** How somebody logs in. */
    record Credentials(String email, String password) {}

    private Server(URI url, String jdbcUrl, String redisUrl, String jwtSecret, Credentials organizer) {
        this.url = url;
        this.jdbcUrl = jdbcUrl;
        this.redisUrl = redisUrl;
        this.jwtSecret = jwtSecret;
        this.organizer = organizer;
    }

    /** The one that {@code --url} and its companions name, or a new one with those arguments. */
    static Server of(Options options, List<String> arguments) throws IOException, InterruptedException {
        var url = options.text("url", "");
        var jdbc = options.text("jdbc-url", "");
        var redis = options.text("redis-url", "");
        var secret = options.text("jwt-secret", SECRET);
        var home = Path.of(options.text("home", ".")).toAbsolutePath();
        var organizer = new Credentials(
                options.text("organizer-email", "organizer@frontrow.example"),
                options.text("organizer-password", "a long benchmark"));
        options.refuseUnknown();
        if (!url.isEmpty()) {
            if (jdbc.isEmpty() || redis.isEmpty()) {
                throw new Options.Refused("--url goes with --jdbc-url (with user and password in it), --redis-url,"
                        + " --jwt-secret, --organizer-email and --organizer-password.");
            }
            return new Server(URI.create(url), jdbc, redis, secret, organizer);
        }
        var all = new ArrayList<>(arguments);
        all.addAll(options.serverArguments());
        return start(home, all, secret, organizer);
    }

    private static Server start(Path home, List<String> arguments, String secret, Credentials organizer)
            throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        int port = freePort();
        var data = WORK.resolve("data-" + port);
        var command = new ArrayList<>(List.of("bin/run", "--server.port=" + port, "--server.address=127.0.0.1"));
        command.add("--frontrow.data-dir=" + data);
        command.add("--frontrow.embedded.binaries-dir=" + WORK.resolve("binaries"));
        command.add("--frontrow.identity.jwt-secret=" + secret);
        command.add("--frontrow.admin.email=" + organizer.email());
        command.add("--frontrow.admin.password=" + organizer.password());
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(WORK.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        var url = URI.create("http://127.0.0.1:" + port);
        awaitReady(process, url);
        var password = Files.readString(data.resolve("password")).strip();
        var postgres =
                Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(POSTMASTER_PORT_LINE);
        var redis = Files.readAllLines(data.resolve("redis/redis.conf")).stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        var server = new Server(
                url,
                "jdbc:postgresql://127.0.0.1:" + postgres.strip() + "/frontrow?user=frontrow&password=" + password,
                "redis://:" + password + "@127.0.0.1:" + redis,
                secret,
                organizer);
        server.process = process;
        server.data = data;
        return server;
    }

    private static void awaitReady(Process process, URI url) throws InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Api.answers(url.resolve("/actuator/health/readiness"))) {
            if (!process.isAlive() || System.nanoTime() > end) {
                end(process);
                throw new Options.Refused("The server does not start: see " + WORK.resolve("server.log") + ".");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    String jwtSecret() {
        return jwtSecret;
    }

    Credentials organizer() {
        return organizer;
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    URI redisUrl() {
        return URI.create(redisUrl);
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    Jedis redis() {
        return new Jedis(redisUrl(), REDIS_TIMEOUT_MILLIS);
    }

    /** What the server's own process has used so far; zero when it was not started here. */
    Duration cpu() {
        return process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            end(process);
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void end(Process process) {
        try {
            process.destroy();
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
