package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.frontrow.TestServer;
import dev.frontrow.shared.CannotStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/**
 * The services that start with a server which was told no addresses: what they survive, and that nothing
 * survives them.
 */
class EmbeddedServicesIntegrationTests {

    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final Path data = TestServer.freshFolder();

    @Test
    void aServerWithoutAddressesStartsItsOwnServicesAndAnotherMayUseThem() {
        var server = TestServer.shared();
        assertThat(server.jdbc().sql("show fsync").query(String.class).single()).isEqualTo("on");
        assertThat(server.second().jdbc().sql("select 1").query(Integer.class).single())
                .isEqualTo(1);
        assertThat(server.second().port()).isNotEqualTo(server.port());
    }

    /** A second instance on the same machine is told them by this file; the passwords are the owner's secret. */
    @Test
    void whereTheServicesAreStandsInAFileOfTheDataFolder() throws IOException {
        var folder = TestServer.shared().bean(Environment.class).getRequiredProperty("frontrow.data-dir");
        var file = Path.of(folder, "services.properties");
        assertThat(Files.readString(file))
                .contains("spring.datasource.url=jdbc:postgresql://", "spring.data.redis.port=")
                .contains("spring.kafka.bootstrap-servers=")
                .doesNotContain("frontrow.");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** Invariant 6. */
    @Test
    void whatIsStoredSurvivesTheKillOfEverything() {
        var first = alone(data);
        assertThat(first.said(Alone.STARTS)).isEqualTo("1 1 1");
        var all = first.family();
        assertThat(all).hasSizeGreaterThan(4);
        all.forEach(ProcessHandle::destroyForcibly);
        first.kill();

        var second = alone(data);
        assertThat(second.said(Alone.STARTS)).isEqualTo("2 2 2");
        second.kill();
    }

    @Test
    void theServicesEndWithAServerThatIsKilledAndTheNextStartFindsTheirData() {
        var first = alone(data);
        assertThat(first.said(Alone.STARTS)).isEqualTo("1 1 1");
        var services = first.family();
        first.kill();
        await().atMost(SECONDS).untilAsserted(() -> assertThat(services).noneMatch(ProcessHandle::isAlive));

        var second = alone(data);
        assertThat(second.said(Alone.STARTS)).isEqualTo("2 2 2");
        second.kill();
    }

    @Test
    void theNextStartEndsProgramsThatWereLeftBehind() {
        var first = alone(data);
        first.said(Alone.STARTS);
        var programs = first.family();
        var leashes = programs.stream()
                .filter(EmbeddedServicesIntegrationTests::isShell)
                .toList();
        programs.removeAll(leashes);
        leashes.forEach(leash -> Processes.send("STOP", leash));
        first.kill();
        leashes.forEach(ProcessHandle::destroyForcibly);
        assertThat(programs).isNotEmpty().allMatch(ProcessHandle::isAlive);

        var second = alone(data);
        assertThat(second.said(Alone.STARTS)).isEqualTo("2 2 2");
        assertThat(programs).noneMatch(ProcessHandle::isAlive);
        second.kill();
    }

    @Test
    void aProgramThatIsKilledUnderTheServerComesBackWhereItWas() throws IOException {
        try (var services = Services.start(data)) {
            var arguments = services.arguments();
            for (var name : List.of("postgresql.process", "redis.process")) {
                var before = Files.readString(data.resolve(name));
                ProcessHandle.of(Long.parseLong(before.split(" ", -1)[0]))
                        .orElseThrow()
                        .destroyForcibly();
                await().atMost(SECONDS)
                        .until(() -> !Files.readString(data.resolve(name)).equals(before));
            }
            await().atMost(SECONDS)
                    .untilAsserted(() -> assertThat(services.answer()).isTrue());
            assertThat(services.arguments()).isEqualTo(arguments);
        }
    }

    @Test
    void servicesCanBeStoppedKilledAndPausedOnTheirPorts() {
        try (var services = Services.start(data)) {
            assertThat(services.answer()).isTrue();
            for (var program : List.of(services.postgres(), services.redis())) {
                program.kill();
                assertThat(services.answer()).isFalse();
                program.start();
                program.pause();
                program.resume();
                program.stop();
                assertThat(services.answer()).isFalse();
                program.start();
                assertThat(services.answer()).isTrue();
            }
            services.kafka().stop();
            services.kafka().start();
        }
    }

    /** Q3: Ctrl-C on a terminal reaches every process of its group, and the services must outlast the requests. */
    @Test
    void anInterruptOfTheWholeGroupLetsTheServerFinishFirst() {
        assumeTrue(Leash.HAS_SETSID, "no setsid here");
        var server = alone(data);
        server.said(Alone.STARTS);
        var services = server.family();
        server.interruptGroup();
        server.exitCode();
        assertThat(server.output()).contains(Alone.LAST_WORDS);
        await().atMost(SECONDS).untilAsserted(() -> assertThat(services).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aFolderInUseIsRefusedInOneSentenceAndAnotherFolderServesASecondServer() {
        var first = alone(data);
        var other = TestServer.freshFolder();
        var beside = alone(other);
        assertThat(first.said(Alone.STARTS)).isEqualTo("1 1 1");
        assertThat(beside.said(Alone.STARTS)).isEqualTo("1 1 1");
        beside.kill();

        var refused = alone(data);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("The data folder " + data + " is in use by another Frontrow server")
                .doesNotContain("\tat ");
        first.kill();
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedInOneSentence() throws IOException {
        var file = Files.createFile(data.resolve("file"));
        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be written to");
    }

    @Test
    void theDataOfAnotherPostgresqlIsRefusedInOneSentence() throws IOException {
        Files.writeString(Files.createDirectory(data.resolve("postgresql")).resolve("PG_VERSION"), "17\n");
        try (var folder = DataFolder.take(data)) {
            var postgres = new EmbeddedPostgres(folder, new Binaries(TestServer.BINARIES));
            assertThatThrownBy(postgres::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("was written by PostgreSQL 17");
        }
    }

    @Test
    void thePasswordIsTheOwnersSecret() throws IOException {
        try (var folder = DataFolder.take(data)) {
            assertThat(folder.password()).hasSizeGreaterThanOrEqualTo(32).isEqualTo(folder.password());
            assertThat(Files.getPosixFilePermissions(data.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Where the tests run as root, an ordinary user is tried as well. */
    @Test
    void anOrdinaryUserStartsTheServicesAsWell() throws IOException {
        assumeTrue(new UnixSystem().getUid() == 0, "not root: every other test is this one");
        var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeTrue(
                Processes.runs(Stream.concat(nobody.stream(), Stream.of("true")).toList()), "no setpriv here");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));

        var server = JavaProcess.start(
                nobody, readableClassPath(), Alone.class, "--frontrow.data-dir=" + data.resolve("of-nobody"));
        assertThat(server.said(Alone.STARTS)).isEqualTo("1 1 1");
        server.kill();
    }

    /** Root's own folders are closed to others, and Maven's local repository is one of them. */
    private String readableClassPath() throws IOException {
        var links = Files.createDirectory(data.resolve("class-path"));
        var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var readable = new ArrayList<String>();
        for (var entry : entries) {
            var path = Path.of(entry);
            readable.add((Files.isRegularFile(path) ? Files.copy(path, links.resolve(path.getFileName())) : path)
                    .toString());
        }
        return String.join(File.pathSeparator, readable);
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("sh"))
                .isPresent();
    }

    private static JavaProcess alone(Path data) {
        return JavaProcess.start(
                Alone.class, "--frontrow.data-dir=" + data, "--frontrow.embedded.binaries-dir=" + TestServer.BINARIES);
    }
}
