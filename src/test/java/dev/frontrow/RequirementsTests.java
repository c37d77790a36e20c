package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is required is tested, and no comment names a requirement that there is not. */
class RequirementsTests {

    private static final Path REQUIREMENTS = Path.of("docs", "requirements.md");
    private static final Pattern DEMANDED = Pattern.compile("^- ([A-Z]\\d{1,2}) ", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/|// [^\n]*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\b([A-Z]\\d{1,2})\\b");

    private final Set<String> demanded = DEMANDED.matcher(Documents.read(REQUIREMENTS))
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toSet());

    @Test
    void everyRequirementIsNamedInATest() {
        assertThat(demanded).isNotEmpty();
        assertThat(named("src/test/java")).containsAll(demanded);
    }

    @Test
    void noCommentNamesARequirementThatThereIsNot() {
        assertThat(demanded).containsAll(named("src/main/java")).containsAll(named("src/test/java"));
    }

    /** Every requirement's number in the comments of a folder. */
    private static Set<String> named(String folder) {
        return Sources.java(folder)
                .map(Sources::read)
                .filter(Objects::nonNull)
                .flatMap(source -> found(COMMENT, source))
                .flatMap(comment -> found(NUMBER, comment))
                .collect(Collectors.toSet());
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group());
    }
}
