package dev.frontrow.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus looks at a server on which people book, and every panel and every rule has something to show. */
class SightIntegrationTests {

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_ROUNDS = 12;
    /** What makes an alert of a figure. */
    private static final String THRESHOLD = "\\s(==|!=|<=|>=|<|>)\\s*[0-9.]+";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Prometheus prometheus;
    private static Sale sale;
    private static int rounds;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(
                "--frontrow.organizer.reconcile-every=200ms", "--frontrow.organizer.count-seats-every=200ms");
        prometheus = Prometheus.start(configuration(), folder);
        sale = Sale.plain(server);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        server.stop();
    }

    @Test
    void everyPanelAndEveryRuleHasSomethingToShow() {
        var expressions = Stream.concat(ofPanels(), ofRules()).distinct().toList();
        assertThat(expressions)
                .hasSizeGreaterThan(60)
                .allSatisfy(expression -> assertThat(expression).doesNotContainPattern("\\$[a-z_]"));
        var silent = new ArrayList<String>();
        await().atMost(SHOWN_WITHIN).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            somebodyBooks();
            silent.clear();
            expressions.stream()
                    .filter(expression -> prometheus.query(expression).isEmpty())
                    .forEach(silent::add);
            assertThat(silent).isEmpty();
        });
        assertThat(Ops.stream(prometheus.get("/api/v1/rules").path("data").path("groups"))
                        .flatMap(group -> Ops.stream(group.path("rules"))))
                .hasSize(Ops.rules().size())
                .allSatisfy(rule -> assertThat(rule.path("health").asString())
                        .as("%s", rule)
                        .isEqualTo("ok"));
    }

    /** The list of metrics in {@code docs/operations.md} is that of the server. */
    @Test
    void everyMetricOfOurOwnIsInTheDocumentAndNoOther() {
        somebodyBooks();
        var own = Pattern.compile("frontrow_[a-z_]+");
        var document = Ops.read(Path.of("docs", "operations.md"));
        var documented = own.matcher(document.substring(document.indexOf("| metric |")))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceAll("_total$", "")) // which is not in the descriptions
                .collect(Collectors.toCollection(TreeSet::new));
        await().atMost(SHOWN_WITHIN)
                .untilAsserted(() -> assertThat(prometheus.get("/api/v1/metadata").path("data").propertyNames().stream()
                                .filter(name -> own.matcher(name).matches() && !name.endsWith("_max")))
                        .containsExactlyInAnyOrderElementsOf(documented));
    }

    /** The sale goes on while Prometheus looks: seats are held, paid for, given back and refused. */
    private static void somebodyBooks() {
        if (rounds == MOST_ROUNDS) {
            return;
        }
        int seat = 4 * rounds++;
        sale.buys(seat + 1);
        sale.holds(seat + 2);
        sale.cancels(sale.holds(seat + 3), seat + 3);
        var late = Fans.admitted(server);
        late.api()
                .post(
                        "/seats/reserve",
                        Map.of(
                                "userId",
                                late.userId(),
                                "date",
                                sale.show().date(),
                                "concertId",
                                sale.show().concertId(),
                                "seat",
                                seat + 1));
        late.api().get("/seats/dates");
    }

    /** What the panels ask, and what their variables are chosen from. */
    private static Stream<String> ofPanels() {
        return Ops.dashboards().stream().flatMap(dashboard -> {
            var names = Ops.variables(dashboard)
                    .map(variable -> variable.path("name").asString())
                    .toList();
            var asked = Ops.panels(dashboard)
                    .flatMap(panel -> Ops.stream(panel.path("targets")))
                    .map(target -> all(names, target.path("expr").asString()));
            var offered = Ops.variables(dashboard)
                    .map(variable ->
                            variable.path("definition").asString().replaceAll("label_values\\((.*), \\w+\\)", "$1"));
            return Stream.concat(asked, offered);
        });
    }

    private static String all(List<String> variables, String expression) {
        var chosen = expression;
        for (var variable : variables) {
            chosen = chosen.replace("$" + variable, ".*");
        }
        return chosen;
    }

    /** Of an alert, which must be silent, the figures that it compares. */
    private static Stream<String> ofRules() {
        return Ops.rules().stream()
                .map(rule -> rule.alerts() ? rule.expression().replaceAll(THRESHOLD, "") : rule.expression());
    }

    /** As operators are given it, only quicker and about this server. */
    private static Path configuration() throws IOException {
        for (var rules : List.of("rules.yml", "alerts.yml")) {
            Files.copy(Ops.PROMETHEUS.resolve(rules), folder.resolve(rules));
        }
        var given = Ops.read(Ops.PROMETHEUS.resolve("prometheus.yml"));
        assertThat(given).contains("interval: 5s", "\"server:8081\"");
        return Files.writeString(
                folder.resolve("prometheus.yml"),
                given.replace("interval: 5s", "interval: 500ms").replace("server:8081", "127.0.0.1:" + server.port()));
    }
}
