package dev.frontrow;

import dev.frontrow.embedded.OldestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A whole server on a free port of the loopback interface, with a clock that tests move. */
public final class TestServer {

    /** The embedded programs, unpacked once for all tests. */
    public static final Path BINARIES = Path.of("target", "binaries").toAbsolutePath();

    /** What a second server needs in order to be another instance of the first one. */
    private static final List<String> SAME = List.of(
            "spring.datasource.hikari.connection-timeout",
            "spring.datasource.hikari.data-source-properties.socketTimeout",
            "spring.data.redis.timeout",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.data.redis.host",
            "spring.data.redis.port",
            "spring.data.redis.password",
            "spring.data.redis.url",
            "spring.kafka.bootstrap-servers");

    /** Where no test takes a service away, one that is silent for a while has a machine that stands still. */
    private static final List<String> PATIENCE = List.of(
            "--spring.datasource.hikari.connection-timeout=10000",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=10",
            "--spring.data.redis.timeout=10s");

    private final Path dataFolder;
    private final List<String> arguments;
    private final MovableClock clock;
    private final ConfigurableApplicationContext context;

    private TestServer(Path dataFolder, List<String> arguments, MovableClock clock) {
        this.dataFolder = dataFolder;
        this.arguments = arguments;
        this.clock = clock;
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--frontrow.data-dir=" + dataFolder,
                "--frontrow.embedded.binaries-dir=" + BINARIES,
                "--frontrow.identity.bcrypt-strength=4",
                "--frontrow.waiting-room.capacity=100000",
                "--frontrow.demo=false",
                "--frontrow.admin.email=admin@frontrow.test",
                "--frontrow.admin.password=organizer-password"));
        if (arguments.stream().noneMatch(given -> given.startsWith("--spring.datasource.url="))) {
            all.addAll(PATIENCE);
            all.addAll(OldestPostgres.arguments());
        }
        all.removeIf(usual -> arguments.stream().anyMatch(given -> given.startsWith(usual.replaceFirst("=.*", "="))));
        all.addAll(arguments);
        var application = FrontrowApplication.application();
        application.addInitializers(created ->
                ((GenericApplicationContext) created).registerBean("movableClock", Clock.class, () -> clock));
        this.context = application.run(all.toArray(String[]::new));
    }

    /** The server all tests of this JVM share; it ends with the JVM. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final TestServer SERVER = start();
    }

    private static final class SharedSecond {
        private static final TestServer SERVER = shared().another();
    }

    /** A server of its own, on an empty data folder that is deleted when the JVM ends. */
    public static TestServer start(String... arguments) {
        return with(freshFolder(), arguments);
    }

    /** A server of its own on that data folder. */
    public static TestServer with(Path dataFolder, String... arguments) {
        return new TestServer(dataFolder, List.of(arguments), new MovableClock());
    }

    /**
     * Another instance on the same services and with the same clock: the shared server has one, others get a new
     * one.
     */
    public TestServer second() {
        return this == Shared.SERVER ? SharedSecond.SERVER : another();
    }

    private TestServer another() {
        var environment = context.getEnvironment();
        var same = SAME.stream()
                .filter(environment::containsProperty)
                .map(name -> "--" + name + "=" + environment.getProperty(name));
        return new TestServer(
                dataFolder, Stream.concat(arguments.stream(), same).toList(), clock);
    }

    public Api api() {
        return Api.at(origin());
    }

    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public MovableClock clock() {
        return clock;
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** The seat's status as PostgreSQL has it. */
    public String seatStatus(long performanceId, int number) {
        return jdbc().sql("select status from seat where performance_id = :performance and number = :number")
                .param("performance", performanceId)
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** Empties its Redis. */
    public void flushRedis() {
        bean(StringRedisTemplate.class).execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().flushAll();
            return true;
        });
    }

    /** Ends it in order, as a signal would. */
    public void stop() {
        context.close();
    }

    /** An empty folder that is deleted when the JVM ends, after the servers. */
    public static Path freshFolder() {
        try {
            var parent = Files.createDirectories(Path.of("target", "servers"));
            var folder = Files.createTempDirectory(parent.toAbsolutePath(), "data-");
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            // Something that was killed still writes; the next clean build deletes it.
            System.err.println(folder + " stays: " + e);
        }
    }
}
