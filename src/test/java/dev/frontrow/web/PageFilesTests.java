package dev.frontrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The style of the pages' files as far as a machine can keep it. */
class PageFilesTests {

    private static final Path PAGES = Path.of("src", "main", "resources", "pages");
    private static final int MAX_FILE_LINES = 300;
    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*'([\\w.-]+)'");

    @ParameterizedTest
    @MethodSource("english")
    void theLanguagesSayTheSameThings(String english) {
        var korean = Words.in(english.replace("en.js", "ko.js"));
        assertThat(korean.texts().keySet())
                .containsExactlyElementsOf(Words.in(english).texts().keySet());
    }

    static Stream<String> english() throws IOException {
        return files(Words.FOLDER).map(file -> file.getFileName().toString()).filter(name -> name.endsWith("en.js"));
    }

    @Test
    void whatThePagesSayIsWritten() throws IOException {
        var written = english()
                .flatMap(file -> Words.in(file).texts().keySet().stream())
                .toList();
        for (var file : modules()) {
            assertThat(USED.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                    .as("%s", file)
                    .filteredOn(key -> !key.endsWith(".") && !key.endsWith("-")) // put together with another part
                    .isSubsetOf(written);
        }
    }

    @Test
    void modulesAreShort() throws IOException {
        for (var file : modules()) {
            assertThat(Files.readAllLines(file))
                    .as("%s", file)
                    .hasSizeLessThanOrEqualTo(file.startsWith(Words.FOLDER) ? 2 * MAX_FILE_LINES : MAX_FILE_LINES);
        }
    }

    /** They would be refused by the pages' own policy. */
    @Test
    void noTemplateHasStylesOrHandlersInPlace() throws IOException {
        for (var file : modules()) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern("\\s(style|on[a-z]+)=\"");
        }
    }

    private static List<Path> modules() throws IOException {
        return files(PAGES).filter(file -> file.toString().endsWith(".js")).toList();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList().stream();
        }
    }
}
