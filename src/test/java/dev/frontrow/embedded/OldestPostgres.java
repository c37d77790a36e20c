package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;

import dev.frontrow.TestServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;

/**
 * The oldest PostgreSQL that a server takes (15, as {@code docs/settings.md} says), once for a JVM whose tests run on
 * it ({@code -Dfrontrow.test.oldest-postgres}). The build copies its binaries to {@code target}.
 */
public final class OldestPostgres {

    /** Whether it is what the tests of this JVM run on. */
    static final boolean WANTED = Boolean.getBoolean("frontrow.test.oldest-postgres");

    private static final Path JAR = Path.of("target", "oldest-postgres", "postgres.jar");
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final String PASSWORD = "oldest";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String address;

    private OldestPostgres(int port) {
        this.address = "jdbc:postgresql://127.0.0.1:" + port + "/";
    }

    private static final class Running {
        private static final OldestPostgres POSTGRES = start();
    }

    /** What gives a server a database of its own there; nothing when the tests run on the embedded one. */
    public static List<String> arguments() {
        return WANTED ? Running.POSTGRES.database() : List.of();
    }

    private List<String> database() {
        var name = "server" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(address + "postgres", "postgres", PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.of(
                "--spring.datasource.url=" + address + name,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=" + PASSWORD);
    }

    private static OldestPostgres start() {
        try {
            var folder = TestServer.freshFolder();
            var programs = unpacked(folder.resolve("programs"));
            var data = folder.resolve("data").toString();
            var password =
                    Files.writeString(folder.resolve("password"), PASSWORD).toString();
            var initdb = EmbeddedPostgres.program(programs, "initdb");
            initdb.addAll(List.of("-D", data, "-U", "postgres", "--pwfile=" + password));
            initdb.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C"));
            run(initdb, folder.resolve("log"));
            int port = Ports.free();
            var server = EmbeddedPostgres.program(programs, "postgres");
            server.addAll(List.of("-D", data, "-p", "" + port, "-c", "unix_socket_directories="));
            var postgres = new OldestPostgres(port);
            var leash = Leash.start("INT", folder.resolve("log"), server);
            SpringApplication.getShutdownHandlers().add(leash::end); // before the folder is deleted
            Awaitility.await().atMost(STARTS_WITHIN).ignoreExceptions().until(() -> {
                DriverManager.getConnection(postgres.address + "postgres", "postgres", PASSWORD)
                        .close();
                return true;
            });
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked(Path target) throws IOException {
        try (var jar = new ZipFile(JAR.toFile());
                var archive = jar.getInputStream(requireNonNull(jar.getEntry(ARCHIVE)))) {
            Binaries.unpackArchive(new BufferedInputStream(archive), target);
        }
        return target;
    }

    private static void run(List<String> command, Path log) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(log));
        }
    }
}
