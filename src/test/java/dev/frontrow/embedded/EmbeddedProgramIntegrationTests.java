package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** When an embedded program counts as ready, and what becomes of one that cannot come back. */
class EmbeddedProgramIntegrationTests {

    private static final Duration SECONDS = Duration.ofSeconds(20);
    /** Longer than a program takes to start. */
    private static final Duration STAYS_DOWN = Duration.ofSeconds(3);

    private static final String LETTERS = """
            select datcollate || ' ' || datctype as system, lower('ÄÖÉ 한글') as lower, 'ÄÖ' ilike 'äö' as alike,
                   (select string_agg(word, ' ' order by word)
                      from unnest(array['b', 'a', 'B', 'Ä', 'z', '가', '나', 'é']) as word) as sorted
              from pg_database where datname = current_database()
            """;

    private final Path data = TestServer.freshFolder();

    /** As on a full disk, no process number can be written down; a program that nobody knows of must not run on. */
    @Test
    void aProgramThatCannotComeBackIsTriedUntilItCanAndLeftNowhere() throws IOException {
        var blocked = data.resolve("redis.process.new");
        var process = data.resolve("redis.process");
        var log = data.resolve("redis.log");
        try (var folder = DataFolder.take(data)) {
            var redis = new EmbeddedRedis(folder, new Binaries(TestServer.BINARIES));
            redis.start();
            try {
                var first = Files.readString(process).split(" ", -1)[0];
                Files.createFile(Files.createDirectory(blocked).resolve("full"));
                ProcessHandle.of(Long.parseLong(first)).orElseThrow().destroyForcibly();
                await().atMost(SECONDS).until(() -> Files.notExists(process));
                await().during(STAYS_DOWN).atMost(SECONDS).until(() -> !redis.answers());
                assertThat(ProcessHandle.current().descendants().filter(this::usesTheData))
                        .isEmpty();

                Files.delete(blocked.resolve("full"));
                await().atMost(SECONDS).until(redis::answers);
                assertThat(Files.readString(log)).contains(first + ":M ");
            } finally {
                redis.stop();
            }
        }
    }

    private boolean usesTheData(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(arguments -> String.join(" ", arguments).contains(data.toString()))
                .isPresent();
    }

    /** The file of a server that was killed says "ready" until the next one, which has only begun, replaces it. */
    @Test
    void postgresqlIsNotReadyByTheWordOfAnEarlierOne() throws Exception {
        var file = Files.createDirectory(data.resolve("postgresql")).resolve("postmaster.pid");
        var ofKilled = Files.writeString(data.resolve("killed"), "1\n.\n0\n5432\n\n127.0.0.1\n1\nready   \n");
        var ofNext = Files.writeString(data.resolve("next"), "2\n.\n0\n5432\n\n127.0.0.1\n1\nstarting\n");
        try (var folder = DataFolder.take(data);
                var turns = Executors.newSingleThreadExecutor()) {
            var postgres = new EmbeddedPostgres(folder, new Binaries(TestServer.BINARIES));
            Files.copy(ofKilled, file);
            assertThat(postgres.isReady(1)).isTrue();
            var replacing = turns.submit(() -> {
                for (int turn = 0; turn < 5_000; turn++) {
                    replace(file, turn % 2 == 0 ? ofNext : ofKilled);
                }
                return null;
            });
            while (!replacing.isDone()) {
                assertThat(postgres.isReady(2)).isFalse();
            }
            replacing.get();
        }
    }

    /** After a crash PostgreSQL reads for as long as it must, and is not to be ended meanwhile. */
    @Test
    void postgresqlPreparesForAsLongAsItSaysSoItself() throws IOException {
        var file = Files.createDirectory(data.resolve("postgresql")).resolve("postmaster.pid");
        try (var folder = DataFolder.take(data)) {
            var postgres = new EmbeddedPostgres(folder, new Binaries(TestServer.BINARIES));
            assertThat(postgres.isPreparing(2)).isFalse();
            Files.writeString(file, "2\n.\n0\n5432\n\n127.0.0.1\n1\nstarting\n");
            assertThat(postgres.isPreparing(2)).isTrue();
            assertThat(postgres.isPreparing(1)).isFalse();
            Files.writeString(file, "2\n.\n0\n5432\n\n127.0.0.1\n1\nready   \n");
            assertThat(postgres.isPreparing(2)).isFalse();
        }
    }

    private static void replace(Path file, Path by) throws IOException {
        var beside = file.resolveSibling("beside");
        Files.copy(by, beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whatever the reason is: Kafka's threads would keep the process, and the process the folder. */
    @Test
    void whenOneCannotStartTheOthersEndAndTheFolderIsFree() throws IOException {
        var postgres = Files.createDirectory(data.resolve("postgresql"));
        Files.writeString(postgres.resolve("PG_VERSION"), "18\n");
        var garbled = Files.writeString(postgres.resolve("postmaster.pid"), "not a number\n");
        var kinds = EnumSet.of(RunningServices.Kind.POSTGRES, RunningServices.Kind.KAFKA);
        assertThatThrownBy(() -> RunningServices.start(kinds, data, TestServer.BINARIES))
                .hasRootCauseInstanceOf(NumberFormatException.class);

        Files.delete(garbled);
        Files.delete(postgres.resolve("PG_VERSION"));
        Files.delete(postgres);
        RunningServices.start(kinds, data, TestServer.BINARIES).destroy();
    }

    /** Not every system has C.UTF-8, and PostgreSQL needs only its own to know the letters of the world. */
    @Test
    void postgresqlAsksTheSystemForNoLocaleAndKnowsAllLettersByItself() throws Exception {
        try (var folder = DataFolder.take(data)) {
            var postgres = new EmbeddedPostgres(folder, new Binaries(TestServer.BINARIES));
            postgres.start();
            try (var connection =
                            DriverManager.getConnection(postgres.url(), EmbeddedPostgres.USER, postgres.password());
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(LETTERS)) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString("system")).isEqualTo("C C");
                assertThat(found.getString("lower")).isEqualTo("äöé 한글");
                assertThat(found.getString("sorted")).isEqualTo("B a b z Ä é 가 나");
                assertThat(found.getBoolean("alike")).isTrue();
            } finally {
                postgres.stop();
            }
        }
    }
}
