package dev.frontrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the project says about itself, as far as tests read it. */
final class Documents {

    static final Path README = Path.of("README.md");

    private Documents() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contents of a document's fenced blocks in that language, in their order. */
    static List<String> blocks(Path document, String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(read(document))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Every Markdown file. */
    static List<Path> all() {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(README, Path.of("CONTRIBUTING.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
