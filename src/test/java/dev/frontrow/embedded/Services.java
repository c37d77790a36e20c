package dev.frontrow.embedded;

import dev.frontrow.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * PostgreSQL, Redis and Kafka apart from any server, for tests that end, kill, pause and restart them under one. Each
 * keeps its port and its data.
 */
public final class Services implements AutoCloseable {

    private final DataFolder folder;
    private final Program postgres;
    private final Program redis;
    private final Broker kafka;

    private Services(DataFolder folder, Path binaries) {
        this.folder = folder;
        this.postgres = new Program(new EmbeddedPostgres(folder, new Binaries(binaries)));
        this.redis = new Program(new EmbeddedRedis(folder, new Binaries(binaries)));
        this.kafka = new Broker(new EmbeddedKafka(folder));
    }

    /** Starts all three on that data folder. */
    public static Services start(Path dataFolder) {
        // Kafka tells all it does unless a Spring context has said otherwise before.
        var logging = LoggingSystem.get(Services.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        logging.setLogLevel("kafka", LogLevel.WARN);
        logging.setLogLevel("org.apache.kafka", LogLevel.WARN);
        var services = new Services(DataFolder.take(dataFolder), TestServer.BINARIES);
        Stream.of(services.postgres.program, services.redis.program, services.kafka.kafka)
                .parallel()
                .forEach(EmbeddedService::start);
        return services;
    }

    public Program postgres() {
        return postgres;
    }

    public Program redis() {
        return redis;
    }

    /** Kafka runs in this JVM: it can be stopped and started, and nothing else. */
    public Broker kafka() {
        return kafka;
    }

    /** What makes a server use these services. */
    public String[] arguments() {
        var addresses = RunningServices.addresses(List.of(postgres.program, redis.program, kafka.kafka));
        return addresses.entrySet().stream()
                .map(address -> "--" + address.getKey() + "=" + address.getValue())
                .toArray(String[]::new);
    }

    /** True when PostgreSQL and Redis answer now. */
    boolean answer() {
        return Stream.of(postgres, redis).allMatch(program -> program.program.answers());
    }

    @Override
    public void close() {
        kafka.stop();
        redis.program.resume();
        redis.stop();
        postgres.program.resume();
        postgres.stop();
        folder.close();
    }

    /** A service that is a process of its own. */
    public static final class Program {

        private final EmbeddedProgram program;

        private Program(EmbeddedProgram program) {
            this.program = program;
        }

        /** Starts it again and waits until it answers. */
        public void start() {
            program.start();
        }

        public void stop() {
            program.stop();
        }

        /** SIGKILL. */
        public void kill() {
            program.kill();
        }

        /** SIGSTOP: connections stay open and nothing answers. */
        public void pause() {
            program.pause();
        }

        /** SIGCONT. */
        public void resume() {
            program.resume();
        }
    }

    /** The Kafka broker. */
    public static final class Broker {

        private final EmbeddedKafka kafka;

        private Broker(EmbeddedKafka kafka) {
            this.kafka = kafka;
        }

        /** Starts it again and waits until it answers. */
        public void start() {
            kafka.start();
        }

        public void stop() {
            kafka.stop();
        }
    }
}
