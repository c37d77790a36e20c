package dev.frontrow.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Prometheus is given is what it understands, and alerts fire when they should. */
class PrometheusFilesIntegrationTests {

    @Test
    void theConfigurationAndItsRulesAreValid() throws IOException, InterruptedException {
        assertThat(Prometheus.promtool("check", "config", file("prometheus.yml")))
                .contains("2 rule files found")
                .doesNotContain("FAILED");
    }

    @Test
    void everyAlertFiresWhenItShouldAndIsSilentWhileAllIsWell() throws IOException, InterruptedException {
        assertThat(Prometheus.promtool("test", "rules", file("alerts.test.yml")))
                .contains("SUCCESS");
    }

    @Test
    void everyAlertHasATest() {
        var tests = Ops.read(Ops.PROMETHEUS.resolve("alerts.test.yml"));
        assertThat(Ops.rules())
                .filteredOn(Ops.Rule::alerts)
                .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert.name() + "\n"));
    }

    /** Whoever shows quick refusals and slow successes as one sees neither. */
    @Test
    void thePanelsOfOperationsTellTheirOutcomesApart() {
        var legends = Ops.dashboards().stream()
                .flatMap(Ops::panels)
                .flatMap(panel -> Ops.stream(panel.path("targets")))
                .filter(target -> target.path("expr").asString().startsWith("operation:"))
                .map(target -> target.path("legendFormat").asString())
                .toList();
        assertThat(legends).hasSize(3).containsOnly("{{method}} {{uri}} {{outcome}}");
    }

    /** What takes longer than the last of them is shown as that one. */
    @Test
    void theDocumentTellsHowFarTheBucketsOfRequestsReach() {
        var buckets = Pattern.compile("http\\.server\\.requests: (\\d+)(\\w+),.* (\\d+)(\\w+)\n")
                .matcher(Ops.read(Path.of("src", "main", "resources", "application.yml")));
        assertThat(buckets.find()).isTrue();
        assertThat(Ops.read(Path.of("docs", "operations.md")))
                .contains("with buckets from %s %s to %s %s."
                        .formatted(buckets.group(1), buckets.group(2), buckets.group(3), buckets.group(4)));
    }

    private static String file(String name) {
        return Ops.PROMETHEUS.resolve(name).toString();
    }
}
