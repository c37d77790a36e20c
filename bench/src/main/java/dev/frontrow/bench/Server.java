package dev.frontrow.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import redis.clients.jedis.Jedis;

/** The server under load: one or several instances started here on a fresh data folder, or one that runs already. */
final class Server implements AutoCloseable {

    private static final String SECRET = "a benchmark signs the tokens of its many fans itself";

    private static final int MOST_INSTANCES = 16;
    private static final int HTTP_PORT = 80;
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    private final URI url;
    private final Services services;
    private final String jwtSecret;
    private final Credentials organizer;
    private final List<Instance> instances = new ArrayList<>();
    private Balancer balancer;
    private Settings settings;

    /** How somebody logs in. */
    record Credentials(String email, String password) {}

    /** What instances are started with; the data folder is the first one's, and the services are those named. */
    private record Settings(Path home, Path data, Services services, List<String> arguments) {}

    private Server(URI url, Services services, String jwtSecret, Credentials organizer) {
        this.url = url;
        this.services = services;
        this.jwtSecret = jwtSecret;
        this.organizer = organizer;
    }

    /** The one that {@code --url} and its companions name, or a new one with those arguments. */
    static Server of(Options options, List<String> arguments) throws IOException, InterruptedException {
        var url = options.text("url", "");
        var services = Services.named(options);
        var secret = options.text("jwt-secret", SECRET);
        var home = Path.of(options.text("home", ".")).toAbsolutePath();
        int instances = instances(options);
        var organizer = new Credentials(
                options.text("organizer-email", "organizer@frontrow.example"),
                options.text("organizer-password", "a long benchmark"));
        options.refuseUnknown();
        if (!url.isEmpty()) {
            if (!services.areBothNamed()) {
                throw new Options.Refused("--url goes with --jdbc-url (with user and password in it), --redis-url,"
                        + " --jwt-secret, --organizer-email and --organizer-password.");
            }
            return running(new Server(uri(url), services, secret, organizer), options);
        }
        requireCheckout("home", options.text("home", "."));
        services.requireEmpty();
        var all = new ArrayList<>(arguments);
        all.add("--frontrow.identity.jwt-secret=" + secret);
        all.add("--frontrow.admin.email=" + organizer.email());
        all.add("--frontrow.admin.password=" + organizer.password());
        all.addAll(options.serverArguments());
        return start(new Settings(home, freshFolder(), services, all), instances, secret, organizer);
    }

    static int instances(Options options) {
        return options.number("instances", 1, 1, MOST_INSTANCES);
    }

    /** @throws Options.Refused when no server can be started from there */
    static void requireCheckout(String option, String folder) {
        if (!Files.isExecutable(Path.of(folder, "bin", "run"))) {
            throw new Options.Refused("--" + option + " wants a checkout: there is no bin/run in " + folder + ".");
        }
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri.getPort() > 0 ? uri : new URI("http://" + uri.getHost() + ":" + HTTP_PORT);
            }
        } catch (URISyntaxException e) {
            // is refused like one of another kind
        }
        throw new Options.Refused("--url wants http://host:port.");
    }

    /** What is wrong with the names of a running server is told before anything is done to it. */
    private static Server running(Server server, Options options) throws InterruptedException {
        if (!options.serverArguments().isEmpty()) {
            throw new Options.Refused("Behind -- stand arguments for a server that is started here; --url names one"
                    + " that has its own.");
        }
        try (var socket = new Socket()) {
            socket.connect(server.address(), ANSWERS_WITHIN_MILLIS);
        } catch (IOException away) {
            throw new Options.Refused("The server of --url does not answer: " + away.getMessage());
        }
        server.services.requireAnswering();
        try {
            Api.loggedIn(server);
        } catch (IOException | RuntimeException refused) {
            throw new Options.Refused("The server of --url does not let the organizer in: " + refused.getMessage());
        }
        return server;
    }

    private static Server start(Settings settings, int many, String secret, Credentials organizer)
            throws IOException, InterruptedException {
        var first = Instance.start(settings.home, "server", first(settings));
        first.awaitReady();
        var started = new ArrayList<>(List.of(first));
        for (int i = 1; i < many; i++) {
            started.add(Instance.start(settings.home, "server-" + (i + 1), besides(settings)));
        }
        for (var instance : started) {
            instance.awaitReady();
        }
        var balancer = many > 1 ? Balancer.before(started) : null;
        var server = new Server(
                balancer == null ? first.url() : balancer.url(),
                settings.services.orIn(settings.data),
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

    /** The embedded services are those that are not named. */
    private static List<String> first(Settings settings) {
        var arguments = withServices(settings, settings.data);
        arguments.addAll(settings.services.arguments());
        return arguments;
    }

    private static List<String> besides(Settings settings) {
        var arguments = new ArrayList<>(settings.arguments);
        arguments.addAll(settings.services.arguments());
        arguments.add("--spring.config.additional-location=optional:" + settings.data.resolve("services.properties"));
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

    Services services() {
        return services;
    }

    Connection database() throws SQLException {
        return services.database();
    }

    Jedis redis() {
        return services.redis();
    }

    /** What the server's own processes have used so far; zero when it was not started here. */
    Duration cpu() {
        return instances.stream().map(Instance::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** {@code kill -9} of the last instance after a while; the first one keeps the services. */
    void killOneAfter(Duration time, Report report) {
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
