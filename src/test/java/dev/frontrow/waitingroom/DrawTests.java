package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W15: the rule of docs/draw.md. */
class DrawTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9a-f]{64}) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$");

    /** A line of the document's table. */
    record Vector(String seed, long participants, long number, long rank) {
        Draw draw() {
            return new Draw(HexFormat.of().parseHex(seed));
        }
    }

    static List<Vector> vectors() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/draw.md")))
                .results()
                .map(row -> new Vector(
                        row.group(1),
                        Long.parseLong(row.group(2)),
                        Long.parseLong(row.group(3)),
                        Long.parseLong(row.group(4))))
                .toList();
    }

    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(0, 300), new Random(15).ints(12, 301, 100_000));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyNumberGetsARankOfItsOwn(int participants) {
        var order = draw(participants).among(participants);
        var ranks = new BitSet();
        for (int number = 1; number <= participants; number++) {
            ranks.set((int) order.rank(number));
        }
        assertThat(ranks.cardinality()).isEqualTo(participants);
        assertThat(ranks.nextClearBit(1)).isEqualTo(participants + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, DrawnOrder.MOST_PARTICIPANTS})
    void whoeverComesLaterKeepsTheNumber(long participants) {
        var order = draw(1).among(participants);
        LongStream.of(participants + 1, participants + 2, Long.MAX_VALUE)
                .forEach(number -> assertThat(order.rank(number)).isEqualTo(number));
    }

    @Test
    void inTheLargestDrawNoTwoNumbersShareARankEither() {
        var order = draw(1).among(DrawnOrder.MOST_PARTICIPANTS - 1);
        var numbers = new Random(1)
                .longs(10_000, 1, DrawnOrder.MOST_PARTICIPANTS)
                .distinct()
                .toArray();
        var ranks = LongStream.of(numbers).map(order::rank).toArray();
        assertThat(ranks).doesNotHaveDuplicates();
        assertThat(LongStream.of(ranks).boxed())
                .allSatisfy(rank -> assertThat(rank).isBetween(1L, DrawnOrder.MOST_PARTICIPANTS - 1));
    }

    @Test
    void whatIsNoDrawIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Draw(new byte[Draw.SEED_BYTES - 1]));
        assertThatIllegalArgumentException().isThrownBy(() -> draw(1).among(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> draw(1).among(DrawnOrder.MOST_PARTICIPANTS + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> draw(1).among(10).rank(0));
    }

    @Test
    void theDocumentHasVectors() throws IOException {
        assertThat(vectors()).hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theDocumentsVectorsHold(Vector vector) throws IOException {
        assertThat(vector.draw().among(vector.participants()).rank(vector.number()))
                .isEqualTo(vector.rank());
        assertThat(Files.readString(Path.of("docs/draw.md")))
                .contains("`" + vector.draw().commitment() + "`");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theScriptAgrees(Vector vector) throws Exception {
        assertThat(script(vector, vector.draw().commitment())).isEqualTo(vector.rank() + "\n");
    }

    @Test
    void theScriptFindsOutAnotherSeed() throws Exception {
        var vector = vectors().getFirst();
        assertThat(script(vector, draw(1).commitment())).startsWith("This is not the seed");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theBrowsersModuleAgrees(Vector vector) throws Exception {
        var commitment = vector.draw().commitment();
        var program = String.format(
                "import { isCommitted, rank } from './src/main/resources/static/draw.js';"
                        + "console.log(await isCommitted('%1$s', '%2$s'), await isCommitted('%5$s', '%2$s'),"
                        + " await rank('%2$s', %3$d, %4$d));",
                commitment, vector.seed(), vector.participants(), vector.number(), draw(1).commitment());
        assertThat(output("node", "--input-type=module", "-e", program))
                .isEqualTo("true false " + vector.rank() + "\n");
    }

    @Test
    void oneBitOfTheSeedBreaksTheCommitment() {
        byte[] seed = seed(15);
        var commitment = new Draw(seed).commitment();
        for (int bit = 0; bit < Draw.SEED_BYTES * Byte.SIZE; bit++) {
            byte[] other = seed.clone();
            other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(new Draw(other).commitment()).isNotEqualTo(commitment);
        }
    }

    @Test
    void anotherSeedOrOneMoreParticipantGivesAnotherOrder() {
        var order = ranks(draw(1).among(1000), 100);
        assertThat(ranks(draw(2).among(1000), 100)).isNotEqualTo(order);
        assertThat(ranks(draw(1).among(1001), 100)).isNotEqualTo(order);
        assertThat(ranks(draw(1).among(1000), 100)).isEqualTo(order);
    }

    @Test
    void aLogDoesNotTellTheSeed() {
        assertThat(draw(1).toString()).contains(draw(1).commitment()).doesNotContain(draw(1).revealed());
        assertThat(Draw.newSeed()).isNotEqualTo(Draw.newSeed());
    }

    private static List<Long> ranks(DrawnOrder order, long upTo) {
        return LongStream.rangeClosed(1, upTo).map(order::rank).boxed().toList();
    }

    static Draw draw(long from) {
        return new Draw(seed(from));
    }

    private static byte[] seed(long from) {
        byte[] seed = new byte[Draw.SEED_BYTES];
        new Random(from).nextBytes(seed);
        return seed;
    }

    private static String script(Vector vector, String commitment) throws Exception {
        return script(commitment, vector.seed(), vector.participants(), vector.number());
    }

    /** What {@code docs/draw-check.py} says to these figures. */
    static String script(String commitment, String seed, long participants, long number) throws Exception {
        return output(
                "python3", "docs/draw-check.py", commitment, seed, Long.toString(participants), Long.toString(number));
    }

    private static String output(String... command) throws Exception {
        assumeTrue(isOnThePath(command[0]), "no " + command[0] + " here");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private static boolean isOnThePath(String program) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
