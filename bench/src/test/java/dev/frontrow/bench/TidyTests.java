package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The sizes that the server keeps, too. */
class TidyTests {

    private static final int MOST_LINES = 300;
    private static final int LONGEST_LINE = 120;

    @Test
    void filesAndLinesAreShort() throws Exception {
        var wrong = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var lines = Files.readAllLines(file);
                if (lines.size() > MOST_LINES) {
                    wrong.add(file + " has " + lines.size() + " lines");
                }
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LONGEST_LINE) {
                        wrong.add(file + ":" + (i + 1) + " is too long");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
