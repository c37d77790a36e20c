package dev.frontrow.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
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
import redis.clients.jedis.Jedis;

/** The server under load: one or several instances started here on a fresh data folder, or one that runs already. */
final class Server implements AutoCloseable {

    private static final String SECRET = "a benchmark signs the tokens of its many fans itself";
    private static final int POSTMASTER_PORT_LINE = 3;
    private static final int REDIS_TIMEOUT_MILLIS = 60_000;

    private final URI url;
    private final String jdbcUrl;
    private final String redisUrl;
    private final String jwtSecret;
    private final Credentials organizer;
    private final List<Instance> instances = new ArrayList<>();
    private Balancer balancer;
    private Settings settings;

    /** How somebody logs in. */
    record Credentials(String email, String password) {}

    /** What instances are started with; the data folder is the first one's. */
    private record Settings(Path home, Path data, List<String> arguments) {}

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
        int instances = options.number("instances", 1);
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
        all.add("--frontrow.identity.jwt-secret=" + secret);
        all.add("--frontrow.admin.email=" + organizer.email());
        all.add("--frontrow.admin.password=" + organizer.password());
        all.addAll(options.serverArguments());
        return start(home, all, instances, secret, organizer);
    }

    private static Server start(Path home, List<String> arguments, int many, String secret, Credentials organizer)
            throws IOException, InterruptedException {
        var data = freshFolder();
        var settings = new Settings(home, data, arguments);
        var first = Instance.start(home, "server", withServices(settings, data));
        first.awaitReady();
        var started = new ArrayList<>(List.of(first));
        for (int i = 1; i < many; i++) {
            started.add(Instance.start(home, "server-" + (i + 1), besides(settings)));
        }
        for (var instance : started) {
            instance.awaitReady();
        }
        var balancer = many > 1 ? Balancer.before(started) : null;
        var password = Files.readString(data.resolve("password")).strip();
        var postgres =
                Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(POSTMASTER_PORT_LINE);
        var redis = Files.readAllLines(data.resolve("redis/redis.conf")).stream()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        var server = new Server(
                balancer == null ? first.url() : balancer.url(),
                "jdbc:postgresql://127.0.0.1:" + postgres.strip() + "/frontrow?user=frontrow&password=" + password,
                "redis://:" + password + "@127.0.0.1:" + redis,
                secret,
                organizer);
        server.instances.addAll(started);
        server.balancer = balancer;
        server.settings = settings;
        return server;
    }

    private static Path freshFolder() throws IOException {
        Files.createDirectories(Instance.WORK);
        return Files.createTempDirectory(Instance.WORK, "data-");
    }

    private static List<String> withServices(Settings settings, Path data) {
        var arguments = new ArrayList<>(settings.arguments);
        arguments.add("--frontrow.data-dir=" + data);
        arguments.add("--frontrow.embedded.binaries-dir=" + Instance.WORK.resolve("binaries"));
        return arguments;
    }

    private static List<String> besides(Settings settings) {
        var arguments = new ArrayList<>(settings.arguments);
        arguments.add("--spring.config.additional-location=" + settings.data.resolve("services.properties"));
        return arguments;
    }

    /** How long a new server takes until it is ready, with services of its own in a fresh folder. */
    Duration startAlone() throws IOException, InterruptedException {
        var data = freshFolder();
        try {
            return timed(withServices(settings, data));
        } finally {
            delete(data);
        }
    }

    /** How long another instance takes until it is ready, with the services that run already. */
    Duration startBesides() throws IOException, InterruptedException {
        return timed(besides(settings));
    }

    private Duration timed(List<String> arguments) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var instance = Instance.start(settings.home, "server-started", arguments);
        instance.awaitReady();
        var took = Duration.ofNanos(System.nanoTime() - began);
        instance.end();
        return took;
    }

    /** Whether it was started here, and others can be. */
    boolean isOurs() {
        return settings != null;
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

    /** What the server's own processes have used so far; zero when it was not started here. */
    Duration cpu() {
        return instances.stream().map(Instance::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** {@code kill -9} of the last instance after a while; the first one keeps the services. */
    void killOneAfter(Duration time, Report report) {
        if (instances.size() < 2) {
            throw new Options.Refused("--kill wants --instances 2 at least.");
        }
        var victim = instances.getLast();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
                victim.kill();
                report.tell("");
                report.tell("killed the instance on port " + victim.port());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (balancer != null) {
            balancer.end();
        }
        instances.reversed().forEach(Instance::end);
        if (settings != null) {
            delete(settings.data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
