package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever pastes the README's tour into a shell ends up with a seat. */
class ReadmeIntegrationTests {

    private static final String ADDRESS = "http://localhost:8080";
    private static final String FIRST_LINE = "BASE=" + ADDRESS + "/api/v1\n";
    private static final long TOUR_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void theTourBeginsWithTheAddress() {
        assertThat(tour()).startsWith(FIRST_LINE);
    }

    /** I1, I2, W1, W3, C2, C3, H1, H9, H10, P1, M1, O3, O4 */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void theTourEndsWithAnOwnedSeat(String shell) throws IOException, InterruptedException {
        assumeTrue(has(shell) && has("curl"), () -> "The tour needs curl and " + shell + " on the PATH");
        // A server for each: right after another tour, reads may still show its seats as free (C6).
        var server = TestServer.start(
                "--frontrow.demo=true",
                "--frontrow.admin.email=admin@frontrow.local",
                "--frontrow.admin.password=open-the-doors");

        String told = run(shell, tour().replace(ADDRESS, server.origin()));

        assertThat(ownedSeats(server)).as(told).isEqualTo(1);
        assertThat(told).contains("\"status\":\"paid\"", "\"status\":\"canceled\"", "\"revenueMismatch\":0");
        assertThat(told.lines().filter(line -> line.contains("\"result\":\"error\"")))
                .as("only the ended queue token is refused")
                .singleElement()
                .asString()
                .contains("QUEUE_TOKEN_EXPIRED");
        server.stop();
    }

    private static String tour() {
        return String.join("", Documents.blocks(Documents.README, "sh"));
    }

    private static long ownedSeats(TestServer server) {
        return server.jdbc()
                .sql("select count(*) from seat where status = 'RESERVED'")
                .query(Long.class)
                .single();
    }

    private String run(String shell, String script) throws IOException, InterruptedException {
        var told = folder.resolve(shell + ".out");
        var tour = new ProcessBuilder(
                        shell,
                        "-e",
                        Files.writeString(folder.resolve(shell + ".sh"), script).toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        tour.environment().put("no_proxy", "*");
        var process = tour.start();
        if (!process.waitFor(TOUR_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(() -> Documents.read(told)).isZero();
        return Documents.read(told);
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
