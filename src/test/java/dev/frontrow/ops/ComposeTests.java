package dev.frontrow.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be told of {@code compose.yaml}, the dashboards and the documents without starting any of it. */
class ComposeTests {

    private static final JsonNode COMPOSE = JsonMapper.builder().build().valueToTree(Ops.yaml(Path.of("compose.yaml")));
    private static final Path OPERATIONS = Path.of("docs", "operations.md");
    private static final Path SETTINGS = Path.of("docs", "settings.md");
    private static final Pattern SETTING = Pattern.compile("^\\| `(frontrow\\.[a-z.-]+)`", Pattern.MULTILINE);

    @Test
    void everyVariableOfTheServerIsASetting() throws IOException {
        var settings = settings();
        assertThat(COMPOSE.path("services").path("server").path("environment").propertyNames())
                .hasSizeGreaterThan(8)
                .allMatch(settings::contains);
    }

    @Test
    void whatIsMountedIsThereAndWhatIsKeptIsDeclared() {
        var volumes = COMPOSE.path("services").values().stream()
                .flatMap(service -> Ops.stream(service.path("volumes")))
                .map(volume -> volume.asString().replaceAll(":.*", ""))
                .toList();
        assertThat(volumes).contains("./ops/prometheus", "postgres");
        assertThat(volumes)
                .allSatisfy(volume -> assertThat(
                                volume.startsWith("./")
                                        ? Files.exists(Path.of(volume))
                                        : COMPOSE.path("volumes").has(volume))
                        .as(volume)
                        .isTrue());
    }

    @Test
    void theServerWritesNothingAndIsNotRoot() {
        var server = COMPOSE.path("services").path("server");
        assertThat(server.path("read_only").asBoolean()).isTrue();
        assertThat(server.path("cap_drop").toString()).contains("ALL");
        var image = Ops.read(Path.of("Dockerfile"));
        assertThat(image).contains("\nUSER 10001\n", "HEALTHCHECK", "--layers").doesNotContain(":latest");
    }

    /** The heap is a share of the memory there is, which without a limit is the whole machine's. */
    @Test
    void theServerHasALimitOfMemory() {
        assertThat(Ops.read(Path.of("Dockerfile"))).contains("-XX:MaxRAMPercentage=70");
        assertThat(COMPOSE.path("services").path("server").path("mem_limit").asString())
                .isEqualTo("1536m");
    }

    @Test
    void noHealthCheckTellsAPasswordToTheListOfProcesses() {
        assertThat(COMPOSE.path("services").values().stream()
                        .map(service -> service.path("healthcheck").path("test").toString()))
                .noneMatch(test -> test.contains(" -a "))
                .anyMatch(test -> test.contains("REDISCLI_AUTH="));
    }

    /** It starts a JVM each time. */
    @Test
    void kafkaIsAskedSeldomOnceItIsThere() {
        var check = COMPOSE.path("services").path("kafka").path("healthcheck");
        assertThat(check.path("interval").asString()).isEqualTo("60s");
        assertThat(check.path("start_interval").asString()).isEqualTo("5s");
    }

    /** A port without an address would be open to the world. */
    @Test
    void portsAreOpenToThisMachineOnly() {
        assertThat(COMPOSE.path("services").values().stream()
                        .flatMap(service -> Ops.stream(service.path("ports")))
                        .map(JsonNode::asString))
                .hasSize(3)
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    /** Prometheus and the data source name services that there are. */
    @Test
    void servicesFindEachOther() {
        var services = List.copyOf(COMPOSE.path("services").propertyNames());
        assertThat(services).contains("server", "prometheus");
        var port = COMPOSE.at("/services/server/environment/MANAGEMENT_SERVER_PORT")
                .asString();
        assertThat(Ops.read(Ops.PROMETHEUS.resolve("prometheus.yml"))).contains("\"server:" + port + "\"");
        assertThat(COMPOSE.at("/services/server/healthcheck/test/3").asString())
                .contains("/dev/tcp/127.0.0.1/" + port + " ", " HTTP/1.0\\r\\n\\r\\n'");
        assertThat(dataSource().path("url").asString()).isEqualTo("http://prometheus:9090");
    }

    @Test
    void everyPanelAsksTheProvisionedDataSource() {
        var uid = dataSource().path("uid").asString();
        assertThat(Ops.dashboards()).hasSize(2).allSatisfy(dashboard -> {
            assertThat(Ops.panels(dashboard)).hasSizeGreaterThan(20).allSatisfy(panel -> {
                assertThat(panel.path("datasource").path("uid").asString()).isEqualTo(uid);
                assertThat(panel.path("targets")).isNotEmpty();
            });
            assertThat(Ops.panels(dashboard).map(panel -> panel.path("id").asInt()))
                    .doesNotHaveDuplicates();
            assertThat(Ops.variables(dashboard))
                    .allMatch(variable ->
                            variable.path("datasource").path("uid").asString().equals(uid));
        });
    }

    @Test
    void everyAlertSaysWhatToDo() {
        var sections = Pattern.compile("^### (\\w+)$", Pattern.MULTILINE)
                .matcher(Ops.read(OPERATIONS))
                .results()
                .map(section -> section.group(1))
                .toList();
        assertThat(sections)
                .containsExactlyElementsOf(Ops.rules().stream()
                        .filter(Ops.Rule::alerts)
                        .map(Ops.Rule::name)
                        .toList());
    }

    private static JsonNode dataSource() {
        var file = Path.of("ops", "grafana", "provisioning", "datasources", "prometheus.yml");
        return JsonMapper.builder()
                .build()
                .<JsonNode>valueToTree(Ops.yaml(file))
                .path("datasources")
                .path(0);
    }

    /** As environment variables write them: those of Spring Boot's own description, and ours. */
    private static Set<String> settings() throws IOException {
        var described = Collections.list(
                        ComposeTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))
                .stream()
                .map(Ops::json)
                .flatMap(file -> Ops.stream(file.path("properties")))
                .map(property -> property.path("name").asString());
        var own = SETTING.matcher(Ops.read(SETTINGS)).results().map(row -> row.group(1));
        return Stream.concat(described, own)
                .map(name -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
