package dev.frontrow.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code bench/run rehearsal}: what an organizer asks before a sale, and what other settings would change. */
final class Rehearsal {

    private static final double SECONDS_A_MINUTE = 60;

    private static final int MOST = 10_000_000;
    private static final int MOST_SEATS_A_FAN = 100;
    private static final int MOST_RUNS = 1_000;

    private Rehearsal() {}

    static boolean run(Options options) throws Exception {
        var plan = new PaperSale.Plan(
                options.number("fans", 80_000, 1, MOST),
                options.number("seats", 5_000, 1, MOST),
                options.number("capacity", 500, 1, MOST),
                options.number("max-seats", 4, 1, MOST_SEATS_A_FAN),
                seconds(options, "hold", "5m"),
                seconds(options, "session", "5m"),
                seconds(options, "grace", "60s"),
                seconds(options, "crowd", "10m"),
                seconds(options, "choosing", "40s"),
                seconds(options, "paying", "60s"),
                options.percent("quit", 10),
                options.percent("lapse", 15));
        int runs = options.number("runs", 5, 1, MOST_RUNS);
        var out = Path.of(options.text("out", "bench/target/report"));
        options.refuseUnknown();
        var report = new Report("rehearsal");
        var heading = "%-28s %12s %12s %12s %12s %10s %10s"
                .formatted("", "90 % sold min", "sold out min", "wait p50 min", "wait p95 min", "lapsed %", "in vain");
        report.tell(heading);
        for (var variant : variants(plan).entrySet()) {
            tell(report, variant.getKey(), variant.getValue(), runs);
        }
        return report.finish(out);
    }

    private static double seconds(Options options, String name, String otherwise) {
        return options.duration(name, otherwise, Duration.ofSeconds(1)).toMillis() / 1000.0;
    }

    /** As planned, and with one thing changed at a time. */
    private static Map<String, PaperSale.Plan> variants(PaperSale.Plan plan) {
        var variants = new LinkedHashMap<String, PaperSale.Plan>();
        variants.put("as planned", plan);
        variants.put("half the capacity", plan.withCapacity(Math.max(1, plan.capacity() / 2)));
        variants.put("twice the capacity", plan.withCapacity(plan.capacity() * 2));
        variants.put("half the hold time", plan.withHold(plan.hold() / 2));
        variants.put("twice the hold time", plan.withHold(plan.hold() * 2));
        variants.put("one seat less per fan", plan.withMostSeats(Math.max(1, plan.mostSeats() - 1)));
        variants.put("one seat more per fan", plan.withMostSeats(plan.mostSeats() + 1));
        return variants;
    }

    private static void tell(Report report, String name, PaperSale.Plan plan, int runs) {
        var results = new ArrayList<PaperSale.Result>();
        for (int seed = 1; seed <= runs; seed++) {
            results.add(new PaperSale(plan, seed).run());
        }
        double soldOut = median(results, PaperSale.Result::soldOutAfter) / SECONDS_A_MINUTE;
        double most = median(results, PaperSale.Result::mostSoldAfter) / SECONDS_A_MINUTE;
        double middle = median(results, PaperSale.Result::medianWait) / SECONDS_A_MINUTE;
        double late = median(results, PaperSale.Result::lateWait) / SECONDS_A_MINUTE;
        double lapsed = median(results, PaperSale.Result::lapsedShare) * 100;
        double inVain = median(results, PaperSale.Result::inVain);
        report.tell("%-28s %12s %12s %12.1f %12.1f %10.1f %,10.0f"
                .formatted(name, minutes(most), minutes(soldOut), middle, late, lapsed, inVain));
        if (most < PaperSale.NEVER) {
            report.figure(name + ": nine tenths sold after", most, "min");
        }
        if (soldOut < PaperSale.NEVER) {
            report.figure(name + ": sold out after", soldOut, "min");
        }
        report.figure(name + ": buyers' wait, median", middle, "min");
        report.figure(name + ": buyers' wait, p95", late, "min");
        report.figure(name + ": holds that lapsed", lapsed, "%");
        report.figure(name + ": fans who came in vain", inVain, "");
    }

    private static String minutes(double time) {
        return time == PaperSale.NEVER ? "never" : "%.1f".formatted(time);
    }

    /** Of as many that happened as never did, that is never. */
    static double median(List<PaperSale.Result> results, ToDoubleFunction<PaperSale.Result> value) {
        var values = results.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
