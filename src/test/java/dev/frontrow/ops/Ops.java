package dev.frontrow.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that operators are given, as far as tests read them. */
final class Ops {

    static final Path PROMETHEUS = Path.of("ops", "prometheus");
    private static final Path GRAFANA = Path.of("ops", "grafana");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Ops() {}

    /** A rule that records or alerts. */
    record Rule(String name, boolean alerts, String expression) {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(URL file) {
        try (var in = file.openStream()) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(Path file) {
        return new Yaml().load(read(file));
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static List<Rule> rules() {
        return Stream.of("rules.yml", "alerts.yml")
                .map(file -> JSON.valueToTree(yaml(PROMETHEUS.resolve(file))))
                .flatMap(file -> stream(((JsonNode) file).path("groups")))
                .flatMap(group -> stream(group.path("rules")))
                .map(rule -> new Rule(
                        rule.path("alert").asString(rule.path("record").asString("")),
                        rule.has("alert"),
                        rule.path("expr").asString()))
                .toList();
    }

    static List<Path> dashboards() {
        try (var files = Files.list(GRAFANA)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All panels that show something. */
    static Stream<JsonNode> panels(Path dashboard) {
        return stream(json(read(dashboard)).path("panels"))
                .filter(panel -> !panel.path("type").asString().equals("row"));
    }

    static Stream<JsonNode> variables(Path dashboard) {
        return stream(json(read(dashboard)).path("templating").path("list"));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
