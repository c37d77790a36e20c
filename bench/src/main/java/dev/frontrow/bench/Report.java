package dev.frontrow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run has shown: told while it goes on, and written to {@code report.json} at its end. */
final class Report {

    private static final List<String> BOOKS = List.of(
            "seatsSoldTwice", "paymentsWithoutSeats", "seatsWithoutPayment", "walletsOutOfBalance", "revenueMismatch");
    private static final int MOST_BROKEN_TOLD = 50;
    private static final double BUSY_LOAD = 0.8;
    private static final String FEW_CONNECTIONS = "REQUESTS WAITED FOR A CONNECTION";

    private final String command;
    private final double loadBefore;
    private final Map<String, Object> machine = new LinkedHashMap<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, List<Double>> ceilings = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, double[]> curves = new LinkedHashMap<>();
    private final Map<String, Double> marks = new LinkedHashMap<>();
    private long brokenCount;

    /**
     * A result.
     *
     * @param met null where there is no aim
     */
    record Figure(String name, double value, String unit, String aim, Boolean met) {}

    Report(String command) throws IOException {
        this.command = command;
        loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("host", InetAddress.getLocalHost().getHostName());
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("java", Runtime.version().toString());
        machine.put("loadBefore", loadBefore);
    }

    /** Which services the server used: two runs on different ones, or on a machine that is busy, do not compare. */
    void services(String versions) {
        machine.put("services", versions);
        tell(versions);
        if (loadBefore > BUSY_LOAD) {
            warn("The machine is busy with something else (load %.1f): the figures will be too low."
                    .formatted(loadBefore));
        }
    }

    void tell(String line) {
        System.out.println(line);
    }

    /** A line that the next one replaces. */
    void progress(String line) {
        System.err.print("\r" + line);
    }

    Map<String, Object> machine() {
        return machine;
    }

    List<Figure> figures() {
        return figures;
    }

    List<String> brokenPromises() {
        return broken;
    }

    void header() {
        tell("%-44s %9s %8s %8s %8s %7s %7s %7s %6s"
                .formatted("", "per s", "p50 ms", "p99 ms", "max ms", "srv µs", "rds µs", "gen µs", "rest"));
    }

    void phase(Phase phase) {
        phases.add(phase);
        tell(String.format(
                Locale.ROOT,
                "%-44s %9.0f %8.2f %8.2f %8.1f %7.0f %7.1f %7.1f %5.0f%%%s%s",
                phase.name(),
                phase.perSecond(),
                phase.p50Millis(),
                phase.p99Millis(),
                phase.maxMillis(),
                phase.serverMicros(),
                phase.redisMicros(),
                phase.generatorMicros(),
                phase.rested() * 100,
                phase.others().isEmpty() ? "" : "  not served: " + phase.others(),
                (phase.generatorBound() ? "  THE GENERATOR WAS THE BOTTLENECK" : "")
                        + (phase.wantsConnections() ? "  " + FEW_CONNECTIONS : "")));
    }

    /** How an open model went for the generator: whether the latencies are the server's. */
    void generator(Loop.Run run) {
        figure("the generator rested", run.rested() * 100, "%");
        figure("the generator was late by, p99", run.lateMillis(), "ms");
        figure("requests waited for a connection, p99", run.queuedMillis(), "ms");
        if (run.isBottleneck()) {
            warn("THE GENERATOR WAS THE BOTTLENECK: it rested %.0f %% of the time and was late by %.1f ms (p99)"
                    .formatted(run.rested() * 100, run.lateMillis()));
        }
        if (run.wantsConnections()) {
            warn("%s: for %.1f ms (p99), so that the server was asked for less at once; give more --connections"
                    .formatted(FEW_CONNECTIONS, run.queuedMillis()));
        }
    }

    /** Something that makes the figures worth less, without a promise being broken. */
    void warn(String what) {
        warnings.add(what);
        tell(what);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Values over time, one a second. */
    void curves(Map<String, double[]> curves) {
        this.curves.putAll(curves);
    }

    /** Something that happened in that second of the curves. */
    void mark(String what, double second) {
        marks.put(what, second);
    }

    Map<String, Double> marks() {
        return marks;
    }

    Map<String, double[]> curves() {
        return curves;
    }

    List<Phase> phases() {
        return phases;
    }

    /** The median rate of all phases of that name. */
    double perSecond(String name) {
        return median(named(name).mapToDouble(Phase::perSecond));
    }

    /** The median of the p99 of all phases of that name, in ms. */
    double p99(String name) {
        return median(named(name).mapToDouble(Phase::p99Millis));
    }

    /** The longest of all phases of that name, in ms. */
    double longest(String name) {
        return named(name).mapToDouble(Phase::maxMillis).max().orElse(0);
    }

    /** What a machine that was busy with something else for a while changes least. */
    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Stream<Phase> named(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name));
    }

    /** A figure without an aim. */
    void figure(String name, double value, String unit) {
        figure(new Figure(name, value, unit, "", null));
    }

    void atLeast(String name, double value, String unit, double aim) {
        figure(new Figure(name, value, unit, "≥ " + number(aim), value >= aim));
    }

    void atMost(String name, double value, String unit, double aim) {
        figure(new Figure(name, value, unit, "≤ " + number(aim), value <= aim));
    }

    /** What something reaches without the server in front of it. */
    void ceiling(String name, double perSecond) {
        ceilings.computeIfAbsent(name, _ -> new ArrayList<>()).add(perSecond);
        figure("ceiling: " + name, perSecond, "per s");
    }

    /** How much of it a kind of request reached. */
    void shareOfCeiling(String name, String ceiling) {
        var measured = ceilings.getOrDefault(ceiling, List.of());
        double median = median(measured.stream().mapToDouble(rate -> rate));
        if (median > 0 && perSecond(name) > 0) {
            figure(name + ", share of " + ceiling, perSecond(name) / median, "");
        }
    }

    private void figure(Figure figure) {
        figures.add(figure);
    }

    /** Each number of the server's reconciliation must be there and 0 (O4). */
    void books(JsonNode reconciliation) {
        for (var name : BOOKS) {
            if (reconciliation.get(name).asLong() != 0) {
                broken(name + " is " + reconciliation.get(name));
            }
        }
    }

    /** A promise that was not kept: the run fails. */
    void broken(String what) {
        brokenCount++;
        if (broken.size() < MOST_BROKEN_TOLD) {
            broken.add(what);
            tell("BROKEN: " + what);
        }
    }

    /** Tells the figures, writes the file, and says whether every promise was kept. */
    boolean finish(Path folder) throws IOException {
        tell("");
        for (var figure : figures) {
            tell("%-52s %12s %-6s %s"
                    .formatted(
                            figure.name,
                            number(figure.value),
                            figure.unit,
                            figure.met == null ? "" : "aim " + figure.aim + (figure.met ? "  met" : "  MISSED")));
        }
        tell(brokenCount == 0 ? "All promises kept." : brokenCount + " promises broken.");
        Files.createDirectories(folder);
        var file = folder.resolve("report.json");
        var all = new LinkedHashMap<String, Object>();
        all.put("command", command);
        all.put("machine", machine);
        all.put("figures", figures);
        all.put("phases", phases);
        all.put("warnings", warnings);
        all.put("broken", broken);
        all.put("marks", marks);
        all.put("curves", curves);
        Files.writeString(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        tell("Written to " + file);
        return brokenCount == 0;
    }

    /** As people read it. */
    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f", value);
    }
}
