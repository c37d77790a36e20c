package dev.frontrow.ops;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The real Prometheus, where it is installed or {@code bin/test} has fetched it. */
final class Prometheus implements AutoCloseable {

    private static final Path FETCHED = Path.of("target", "prometheus", "usr", "bin");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
    private static final long ENDS_WITHIN_SECONDS = 20;

    private final Process process;
    private final String origin;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, String origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Runs it on a free port until it is closed. */
    static Prometheus start(Path configuration, Path folder) throws IOException {
        var address = "127.0.0.1:" + freePort();
        var process = new ProcessBuilder(
                        program("prometheus").toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + address,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        var prometheus = new Prometheus(process, "http://" + address);
        try {
            await().atMost(STARTS_WITHIN).until(prometheus::isReady);
        } catch (RuntimeException late) {
            prometheus.close();
            throw new IllegalStateException(Ops.read(folder.resolve("prometheus.log")), late);
        }
        return prometheus;
    }

    /** What promtool says of files; fails when it finds anything wrong. */
    static String promtool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program("promtool").toString()));
        command.addAll(List.of(arguments));
        var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new AssertionError(told);
        }
        return told;
    }

    /** The series that an expression gives now. */
    JsonNode query(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("data")
                .path("result");
    }

    JsonNode get(String path) {
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(origin + path)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return Ops.json(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady() {
        try {
            return get("/api/v1/status/buildinfo").has("data");
        } catch (UncheckedIOException | AssertionError notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static Path program(String name) {
        var folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(folders, Stream.of(FETCHED))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    var told =
                            "SKIPPED: there is no " + name + " on the PATH, so that rules and dashboards are not tried;"
                                    + " apt install prometheus, or run bin/test, which fetches it";
                    System.err.println(told);
                    return abort(told);
                });
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
