package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal says in both languages what it means. */
class MessagesTests {

    private static final Pattern ERROR = Pattern.compile(
            "Kind\\.\\w+,\\s*\"([A-Z_]+)\"|\"\\d{3} ([A-Z_]+)\"|(?:entry|named)\\(\\d{3}, \"([A-Z_]+)\"");

    @Test
    void everyErrorOfTheCodeHasAMessage() throws IOException {
        var missing = errors();
        missing.removeAll(messages("messages.properties").stringPropertyNames());
        assertThat(missing).isEmpty();
    }

    @Test
    void noMessageIsLeftOver() throws IOException {
        var code = Sources.java("src/main/java").map(Sources::read).collect(Collectors.joining());
        assertThat(messages("messages.properties").stringPropertyNames().stream()
                        .filter(key -> !Pattern.compile("[\"{ ]" + Pattern.quote(key) + "[\"}]")
                                .matcher(code)
                                .find()))
                .isEmpty();
    }

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        var english = messages("messages.properties");
        var korean = messages("messages_ko.properties");
        assertThat(korean.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allMatch(key -> placeholders(english, key).equals(placeholders(korean, key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_ko.properties"})
    void keysAreSortedAndApostrophesSurviveTheFormat(String file) throws IOException {
        var lines = Files.readAllLines(Path.of("src/main/resources", file));
        assertThat(lines.stream().map(line -> line.split("=", 2)[0])).isSorted();
        assertThat(lines)
                .noneMatch(line -> line.contains("{") && line.replace("''", "").contains("'"));
    }

    private static Set<String> errors() {
        return Sources.java("src/main/java")
                .map(Sources::read)
                .flatMap(code -> ERROR.matcher(String.valueOf(code)).results())
                .flatMap(found -> IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> placeholders(Properties messages, String key) {
        return Pattern.compile("\\{\\d+")
                .matcher(messages.getProperty(key))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static Properties messages(String file) throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            messages.load(reader);
        }
        return messages;
    }
}
