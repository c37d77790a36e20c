package dev.frontrow.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the pages say in one language, read from their own file of strings. */
record Words(Map<String, String> texts) {

    static final Path FOLDER = Path.of("src", "main", "resources", "pages", "i18n");

    private static final String QUOTED = "'((?:[^'\\\\]|\\\\.)*)'";
    private static final Pattern LINE =
            Pattern.compile("^ {2}'([\\w.-]+)': (?:" + QUOTED + "|\\{.*\\bother: " + QUOTED + " })", Pattern.MULTILINE);

    /** Of a file such as {@code en.js}. */
    static Words in(String file) {
        try {
            var texts = new LinkedHashMap<String, String>();
            LINE.matcher(Files.readString(FOLDER.resolve(file)))
                    .results()
                    .forEach(line -> texts.put(
                            line.group(1),
                            (line.group(2) == null ? line.group(3) : line.group(2)).replace("\\'", "'")));
            return new Words(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text, each of its {@code {names}} replaced by the next value. */
    String of(String key, Object... values) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text has the key " + key);
        }
        for (var value : values) {
            text = text.replaceFirst("\\{\\w+}", String.valueOf(value));
        }
        return text;
    }
}
