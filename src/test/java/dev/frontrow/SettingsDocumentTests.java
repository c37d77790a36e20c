package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code docs/settings.md} lists every setting of ours with its default. */
class SettingsDocumentTests {

    private static final Path DOCUMENT = Path.of("docs", "settings.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(frontrow\\.[a-z.-]+)` \\| (?:`([^`]*)`|([^|]*?)) \\|.*$", Pattern.MULTILINE);
    /** Settings that code asks for by name, without a record. */
    private static final Pattern ASKED_FOR = Pattern.compile(
            "(?:getProperty|Value|ConditionalOnBooleanProperty)\\(\\s*\"(?:\\$\\{)?(frontrow\\.[a-z.-]+)");

    @Test
    void everySettingIsInTheDocumentAndNoOther() {
        var wanted = new TreeMap<>(fromRecords());
        Sources.java("src/main/java")
                .flatMap(file -> ASKED_FOR.matcher(Documents.read(file)).results())
                .forEach(found -> wanted.putIfAbsent(found.group(1), ""));
        assertThat(documented().keySet()).containsExactlyElementsOf(wanted.keySet());
    }

    @Test
    void theDefaultsAreTrue() {
        assertThat(documented()).containsAllEntriesOf(fromRecords());
    }

    /** A setting without a default is documented without code type, as "none" or in words. */
    private static Map<String, String> documented() {
        var settings = new TreeMap<String, String>();
        ROW.matcher(Documents.read(DOCUMENT))
                .results()
                .forEach(row -> settings.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        return settings;
    }

    private static Map<String, String> fromRecords() {
        var settings = new TreeMap<String, String>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.frontrow").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .forEach(type -> {
                            var record = type.reflect();
                            collect(
                                    record.getAnnotation(ConfigurationProperties.class)
                                            .value(),
                                    record,
                                    settings);
                        });
        return settings;
    }

    private static void collect(String prefix, Class<?> record, Map<String, String> settings) {
        for (Parameter setting : canonical(record).getParameters()) {
            var name = prefix + "."
                    + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (setting.getType().isRecord() && setting.getType().getPackage() == record.getPackage()) {
                collect(name, setting.getType(), settings);
            } else {
                var given = setting.getAnnotation(DefaultValue.class);
                settings.put(name, given == null ? "" : lowerIfEnum(setting, String.join(",", given.value())));
            }
        }
    }

    /** Spring takes the names of constants in any case, and the document writes them small. */
    private static String lowerIfEnum(Parameter setting, String value) {
        return setting.getType().isEnum() ? value.toLowerCase(Locale.ROOT).replace('_', '-') : value;
    }

    private static Constructor<?> canonical(Class<?> record) {
        return Arrays.stream(record.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == record.getRecordComponents().length)
                .findFirst()
                .orElseThrow();
    }
}
