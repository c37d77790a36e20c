package dev.frontrow.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private static String file(String name) {
        return Ops.PROMETHEUS.resolve(name).toString();
    }
}
