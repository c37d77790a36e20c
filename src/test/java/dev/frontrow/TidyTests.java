package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The style of this code base as far as a machine can keep it. */
class TidyTests {

    private static final int MAX_FILE_LINES = 300;
    private static final int MAX_LINE_CHARACTERS = 120;
    private static final int MAX_METHOD_LINES = 40;
    private static final int MAX_CONSTRUCTOR_PARAMETERS = 6;
    private static final int MAX_README_LINES = 150;

    private static final Pattern VAGUE_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Dto|DTO|Data|Info|Processor)");
    private static final Pattern TIME_WITHOUT_A_CLOCK = Pattern.compile(
            "(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|YearMonth)\\.now\\(\\)"
                    + "|System\\.currentTimeMillis\\(|new Date\\(\\)");
    private static final Set<String> CLOCKS = Set.of("TimeConfiguration.java", "MovableClock.java", "TidyTests.java");

    /** Put together here, so that this file does not find itself. */
    private static final Pattern LEFT_UNDONE = Pattern.compile(
            String.join("|", "\\bTO" + "DO\\b", "\\bFIX" + "ME\\b", "\\bXX" + "X\\b", "@Dis" + "abled"));

    private static final Pattern REGISTRY = Pattern.compile(
            "https?://([a-z0-9-]+\\.)*(repo\\d*|registry|mirrors?|artifactory|nexus|packages|index|proxy)[.:/]");
    private static final Pattern THIS_MACHINE = Pattern.compile("/(root|home|work)/[a-z.]");

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void filesAreShort(String folder) {
        assertThat(Sources.java(folder).filter(file -> lines(file).size() > MAX_FILE_LINES))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void linesAreShort(String folder) {
        assertThat(Sources.java(folder)
                        .flatMap(file -> lines(file).stream()
                                .filter(line -> line.length() > MAX_LINE_CHARACTERS && !line.startsWith("import "))
                                .map(line -> file + ": " + line)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void methodsAreShort(String folder) {
        assertThat(Sources.shapeOf(folder).methods().stream().filter(method -> method.lines() > MAX_METHOD_LINES))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void constructorsTakeFewThings(String folder) {
        assertThat(Sources.shapeOf(folder).methods().stream()
                        .filter(method -> method.constructor() && method.parameters() > MAX_CONSTRUCTOR_PARAMETERS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void namesSayWhatAThingIs(String folder) {
        assertThat(Sources.shapeOf(folder).types().stream()
                        .filter(type -> VAGUE_NAME.matcher(type.name()).matches()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void timeComesFromAClock(String folder) {
        assertThat(Sources.java(folder)
                        .filter(file -> !CLOCKS.contains(file.getFileName().toString()))
                        .flatMap(file -> found(TIME_WITHOUT_A_CLOCK, file)))
                .isEmpty();
    }

    @Test
    void nothingIsLeftUndone() {
        assertThat(foundAnywhere(LEFT_UNDONE)).isEmpty();
    }

    @Test
    void noFileNamesARegistryOrAPlaceOnSomebodysMachine() {
        assertThat(foundAnywhere(REGISTRY)).isEmpty();
        assertThat(foundAnywhere(THIS_MACHINE)).isEmpty();
    }

    @Test
    void theReadmeStaysShort() {
        assertThat(Sources.texts().entrySet().stream()
                        .filter(text -> text.getKey().endsWith("README.md"))
                        .filter(text -> text.getValue().lines().count() > MAX_README_LINES))
                .isEmpty();
    }

    private static Stream<String> foundAnywhere(Pattern pattern) {
        return Sources.texts().keySet().stream().flatMap(file -> found(pattern, file));
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        return lines(file).stream()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> file + ": " + line.strip());
    }

    private static List<String> lines(Path file) {
        var text = Sources.read(file);
        return text == null ? List.of() : text.lines().toList();
    }
}
