package dev.frontrow.embedded;

import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A Redis Cluster of three nodes on the loopback interface, made of the embedded program. */
public final class RedisNodes implements AutoCloseable {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;
    /** The nodes speak to each other on ports so much higher. */
    private static final int BUS = 10_000;

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_DRAWS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    /** Starts the nodes and waits until they are one cluster. */
    public RedisNodes() {
        var folder = TestServer.freshFolder();
        for (int node = 0; node < NODES; node++) {
            ports.add(port());
            processes.add(start(folder, ports.getLast()));
        }
        for (int node = 0; node < NODES; node++) {
            var first = SLOTS * node / NODES;
            var slots = IntStream.range(first, SLOTS * (node + 1) / NODES).toArray();
            ask(node, redis -> {
                redis.clusterAddSlots(slots);
                redis.clusterMeet("127.0.0.1", ports.getFirst());
            });
        }
        for (int node = 0; node < NODES; node++) {
            ask(
                    node,
                    redis -> await().atMost(PATIENCE)
                            .until(() -> redis.clusterInfo().contains("cluster_state:ok")
                                    && redis.clusterInfo().contains("cluster_known_nodes:" + NODES)));
        }
    }

    /** Where they listen, as {@code spring.data.redis.cluster.nodes} wants it. */
    public List<String> addresses() {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private static Process start(Path folder, int port) {
        var program = Platform.current().redis().stream()
                .map(new Binaries(TestServer.BINARIES)::program)
                .filter(found -> Processes.runs(List.of(found.toString(), "--version")))
                .findFirst()
                .orElseThrow();
        try {
            return new ProcessBuilder(
                            program.toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--dir",
                            folder.toString(),
                            "--save",
                            "",
                            "--cluster-enabled",
                            "yes",
                            "--cluster-config-file",
                            "nodes-" + port + ".conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(port + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(int node, Consumer<RedisCommands<String, String>> act) {
        var client = RedisClient.create(RedisURI.create("127.0.0.1", ports.get(node)));
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> client.connect().close());
            try (var connection = client.connect()) {
                act.accept(connection.sync());
            }
        } finally {
            client.shutdown();
        }
    }

    private int port() {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            var port = Ports.free();
            if (port + BUS <= HIGHEST_PORT && !ports.contains(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port that is low enough");
    }
}
