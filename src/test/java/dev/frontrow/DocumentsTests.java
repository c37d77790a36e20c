package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents hold together. */
class DocumentsTests {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");
    private static final int MAX_DECISION_LINES = 40;

    @Test
    void everyLinkBetweenFilesLeadsSomewhere() {
        assertThat(Documents.all().stream().flatMap(DocumentsTests::brokenLinks))
                .isEmpty();
    }

    @Test
    void aDecisionIsAPage() {
        assertThat(Documents.all().stream()
                        .filter(file -> file.startsWith(Path.of("docs", "decisions")))
                        .filter(file -> Documents.read(file).lines().count() > MAX_DECISION_LINES))
                .isEmpty();
    }

    private static Stream<String> brokenLinks(Path document) {
        return LINK.matcher(Documents.read(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> Files.notExists(document.resolveSibling(target)))
                .map(target -> document + " → " + target);
    }
}
