package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;

import com.sun.security.auth.module.UnixSystem;
import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL 18 beside the server, its fsync on as it should be. */
final class EmbeddedPostgres extends EmbeddedProgram {

    static final String USER = "frontrow";
    private static final String DATABASE = "frontrow";
    /**
     * SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, and the next start needs no
     * recovery.
     */
    private static final String FAST_SHUTDOWN = "INT";

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private static final String VERSION = "18";
    /** PostgreSQL's own: the process number in its first line, and what that process is at in its eighth. */
    private static final String PROCESS_FILE = "postmaster.pid";

    private static final int STATUS_LINE = 7;

    private final Path data;
    private final Binaries binaries;
    private final String password;

    EmbeddedPostgres(DataFolder folder, Binaries binaries) {
        super("postgresql", FAST_SHUTDOWN, folder);
        this.data = folder.resolve("postgresql");
        this.binaries = binaries;
        this.password = folder.password();
    }

    /** Where JDBC finds it. */
    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The password of the user {@code frontrow}. */
    String password() {
        return password;
    }

    @Override
    void prepare() throws IOException {
        if (isRoot()) {
            requireNamespaces();
        }
        if (Files.notExists(data)) {
            initialize();
            return;
        }
        var version = DataFolder.lines(data.resolve("PG_VERSION"));
        if (!version.equals(List.of(VERSION))) {
            throw new CannotStart("The data folder " + data + " was written by PostgreSQL "
                    + String.join(" ", version)
                    + ", and the embedded one is " + VERSION
                    + ": start Frontrow on another folder (--frontrow.data-dir=…)"
                    + " or bring the data over with pg_dump.");
        }
        forgetEarlierProcess();
    }

    /**
     * PostgreSQL refuses to start while any process has the number in its file, be it a stranger's. The file of a
     * process that is gone stays: by it PostgreSQL sees whether something of the earlier one still uses the data.
     */
    private void forgetEarlierProcess() throws IOException {
        var file = data.resolve(PROCESS_FILE);
        var lines = DataFolder.lines(file);
        if (!lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.getFirst()))
                        .filter(process -> !isPostgresHere(process))
                        .isPresent()) {
            Files.delete(file);
        }
    }

    private boolean isPostgresHere(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(data.toString()))
                .isPresent();
    }

    /** Made beside its place and moved there, so that a start that is killed never leaves half a cluster. */
    private void initialize() throws IOException {
        var beside = data.resolveSibling("postgresql.new");
        var passwordFile = data.resolveSibling("postgresql.password");
        FileSystemUtils.deleteRecursively(beside);
        DataFolder.writeSecret(passwordFile, password);
        var command = program("initdb");
        command.addAll(List.of("-D", beside.toString(), "-U", USER, "--pwfile=" + passwordFile));
        command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8"));
        // PostgreSQL's own; the system, which need not have C.UTF-8, is only asked for C.
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new CannotStart("PostgreSQL cannot make its data folder " + data + ": " + lastWords());
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
        var command = program("postgres");
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(atPort)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "shared_buffers=64MB", "-c", "max_connections=100"));
        command.addAll(
                List.of("-c", "autovacuum_naptime=10s")); // of events that were told, before they fill the memory
        return command;
    }

    private List<String> program(String name) {
        return program(binaries.archive(Platform.current().postgres()), name);
    }

    /** One of PostgreSQL's programs in that folder, in a namespace where it has to be; arguments may be added. */
    static List<String> program(Path installed, String name) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(NAMESPACE);
        }
        command.add(installed.resolve("bin").resolve(name).toString());
        return command;
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private void requireNamespaces() {
        if (!Processes.runs(namespaced("true"))) {
            throw new CannotStart("PostgreSQL does not run as root, and the way around it (unshare -U) is not allowed"
                    + " here: start Frontrow as an ordinary user or set spring.datasource.url.");
        }
        var folder = requireNonNull(data.getParent()).toString();
        if (!Processes.runs(namespaced("test", "-w", folder, "-a", "-x", folder))) {
            throw new CannotStart("PostgreSQL does not run as root, and without root's rights it cannot enter " + folder
                    + ": start Frontrow as the user that folder belongs to, or choose another one with"
                    + " --frontrow.data-dir=….");
        }
    }

    private static List<String> namespaced(String... command) {
        return Stream.concat(NAMESPACE.stream(), Stream.of(command)).toList();
    }

    @Override
    boolean isReady(long pid) {
        return says("ready", pid);
    }

    @Override
    boolean isPreparing(long pid) {
        return says("starting", pid);
    }

    /**
     * Both lines come from one reading: between two, the file of a killed process, which says "ready" for good, gives
     * way to that of a process that has only begun.
     */
    private boolean says(String status, long pid) {
        var lines = DataFolder.lines(data.resolve(PROCESS_FILE));
        return lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).equals(status)
                && lines.getFirst().equals(Long.toString(pid));
    }

    @Override
    void complete() {
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
