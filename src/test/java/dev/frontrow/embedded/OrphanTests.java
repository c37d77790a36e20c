package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrphanTests {

    @TempDir
    private Path folder;

    /** The last one is no UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "12", "12 ", "twelve 5", "12 5 7", "\u00ff\u00fe 5"})
    void aFileThatNamesNobodyIsForgotten(String content) throws IOException {
        var file = Files.write(folder.resolve("redis.process"), content.getBytes(StandardCharsets.ISO_8859_1));
        new Orphan(file, "TERM").end();
        assertThat(file).doesNotExist();
    }
}
