package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL 18 beside the server, its fsync on as it should be. */
public final class EmbeddedPostgres extends EmbeddedProgram {

    static final String USER = "frontrow";
    private static final String DATABASE = "frontrow";
    /** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, and the next start needs no recovery. */
    private static final String FAST_SHUTDOWN = "INT";

    private static final int STATUS_LINE = 7;

    private final Path data;
    private final Path log;
    private final Binaries binaries;
    private final String password;

    EmbeddedPostgres(DataFolder folder, Binaries binaries) {
        super("PostgreSQL", FAST_SHUTDOWN, folder.resolve("postgresql.log"));
        this.data = folder.resolve("postgresql");
        this.log = folder.resolve("postgresql.log");
        this.binaries = binaries;
        this.password = folder.password();
    }

    /** Where JDBC finds it. */
    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The password of the user {@code frontrow}. */
    public String password() {
        return password;
    }

    @Override
    public synchronized void start() {
        super.start();
        createDatabase();
    }

    @Override
    void prepare() throws IOException {
        if (Files.notExists(data)) {
            initialize();
        }
        var pid = DataFolder.line(data.resolve("postmaster.pid"), 0);
        if (pid != null) {
            Signals.endOrphan(Long.parseLong(pid), "postgres", FAST_SHUTDOWN);
        }
    }

    /** Made beside its place and moved there, so that a start that is killed never leaves half a cluster. */
    private void initialize() throws IOException {
        var beside = data.resolveSibling("postgresql.new");
        var passwordFile = data.resolveSibling("postgresql.password");
        FileSystemUtils.deleteRecursively(beside);
        DataFolder.writeSecret(passwordFile, password);
        var command = program("initdb");
        command.addAll(List.of("-D", beside.toString(), "-U", USER, "--pwfile=" + passwordFile));
        command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"));
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new CannotStart(
                        "PostgreSQL cannot make its data folder " + data + ": " + lastWords() + " (see " + log + ").");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    List<String> command(int atPort) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        Files.deleteIfExists(pidFile);
        var command = program("postgres");
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(atPort)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "shared_buffers=64MB", "-c", "max_connections=100"));
        return command;
    }

    private List<String> program(String name) {
        var program = binaries.archive(Platform.current().postgres())
                .resolve("bin")
                .resolve(name)
                .toString();
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program);
        return command;
    }

    @Override
    boolean isReady() {
        return "ready".equals(DataFolder.line(data.resolve("postmaster.pid"), STATUS_LINE));
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, password);
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'");
            if (!requireNonNull(found).next()) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            stop();
            throw new CannotStart("The embedded PostgreSQL does not answer: " + e.getMessage() + ".", e);
        }
    }
}
