package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Kafka broker, which is its own KRaft controller, in this very process. */
final class EmbeddedKafka implements EmbeddedService {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String CLUSTER = "frontrow";
    private static final int NODE = 1;
    /** A free port may be taken before we listen there. */
    private static final int START_ATTEMPTS = 3;
    /** An end in order takes one or two. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(15);

    /** There is nobody to replicate to or to wait for. */
    private static final Map<String, String> ONE_NODE = Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            // After a kill the broker is let in again only when its earlier session is over.
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "500");

    /** The defaults are those of a machine that does nothing else. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.num.partitions", "4",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "background.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "log.cleaner.io.buffer.size", "65536",
            "offsets.topic.segment.bytes", "16777216",
            "log.segment.bytes", "67108864");

    private final Path data;
    private int port;
    private int controllerPort;
    private boolean started;
    private @Nullable KafkaRaftServer server;

    EmbeddedKafka(DataFolder folder) {
        this.data = folder.resolve("kafka");
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        // Kafka ends the whole JVM when it cannot write; the server goes on without it instead.
        Exit.setExitProcedure(EmbeddedKafka::tellTheEnd);
        Exit.setHaltProcedure(EmbeddedKafka::tellTheEnd);
        for (var attempt = 1; server == null; attempt++) {
            if (!started) {
                port = Ports.free();
                controllerPort = Ports.free();
            }
            attempt(attempt == START_ATTEMPTS);
        }
        started = true;
    }

    private static void tellTheEnd(int status, @Nullable String message) {
        LOG.error(
                "The embedded Kafka gave up ({}): {}. Events wait until the server is started again,"
                        + " on a disk that has room",
                status,
                message);
    }

    private void attempt(boolean last) {
        KafkaRaftServer starting = null;
        try {
            format();
            starting = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (Exception e) {
            if (starting != null) {
                starting.shutdown();
            }
            if (last) {
                throw new CannotStart("The embedded Kafka cannot start: " + e.getMessage() + ".", e);
            }
        }
    }

    /** Writes the identity of the cluster into an empty folder, and leaves a folder that has one as it is. */
    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE)
                .setClusterId(CLUSTER)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
    }

    private Map<String, String> settings() {
        var broker = "PLAINTEXT://127.0.0.1:" + port;
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(ONE_NODE);
        settings.putAll(SMALL);
        return settings;
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            if (!endsWithin(END_TIMEOUT, server::shutdown)) {
                LOG.warn("The embedded Kafka does not end, and is left behind");
            }
            server = null;
        }
    }

    /** After a full disk it would be waited for for minutes, while a new server finds the folder in use. */
    static boolean endsWithin(Duration patience, Runnable end) {
        var ending = Thread.ofPlatform().daemon().name("kafka-end").start(end);
        try {
            return ending.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized int port() {
        return port;
    }
}
