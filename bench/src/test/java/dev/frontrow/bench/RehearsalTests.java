package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an organizer who tries out a sale is told, and what is refused in a sentence. */
class RehearsalTests {

    @TempDir
    private Path out;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fans=0",
                "--seats=-1",
                "--capacity=0",
                "--max-seats=0",
                "--quit=150",
                "--lapse=101",
                "--runs=0",
                "--hold=-5m",
                "--choosing=0s",
                "--connections=64"
            })
    void whatMakesNoSenseIsRefused(String option) {
        assertThatThrownBy(() -> Rehearsal.run(Options.parse(List.of(option)))).isInstanceOf(Options.Refused.class);
    }

    @Test
    void aSaleThatDoesNotSellOutHasNoTimeAtWhichItDid() throws Exception {
        assertThat(report("--fans=50"))
                .doesNotContain("sold out after", "nine tenths")
                .contains("buyers' wait");
        assertThat(report("--fans=20000", "--seats=100")).contains("as planned: sold out after");
    }

    /** Otherwise a sale that sells out once in three looked like one that always does. */
    @Test
    void whatNeverHappensIsTheSlowest() {
        assertThat(Rehearsal.median(results(PaperSale.NEVER, 5, PaperSale.NEVER), PaperSale.Result::soldOutAfter))
                .isEqualTo(PaperSale.NEVER);
        assertThat(Rehearsal.median(results(PaperSale.NEVER, 5, 7), PaperSale.Result::soldOutAfter))
                .isEqualTo(7);
    }

    private static List<PaperSale.Result> results(double... soldOutAfter) {
        return Arrays.stream(soldOutAfter)
                .mapToObj(time -> new PaperSale.Result(time, 0, 0, 0, 0, 0))
                .toList();
    }

    /** A machine that is busy is no slower on paper. */
    @Test
    void nothingIsWarnedOf() throws Exception {
        assertThat(report("--fans=50")).contains("\"warnings\" : [ ]");
    }

    private String report(String... options) throws Exception {
        var all = new ArrayList<>(List.of(options));
        all.add("--runs=1");
        all.add("--out=" + out);
        Rehearsal.run(Options.parse(all));
        return Files.readString(out.resolve("report.json"));
    }
}
