package dev.frontrow.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What happened in each second of a sale. */
final class Timeline {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int MOST_SECONDS = 3_600;
    private static final double MIDDLE = 0.8;

    private final long began = System.nanoTime();
    private final List<Second> seconds = new ArrayList<>();
    private long provedInside;

    /** What is counted. */
    enum Count {
        ARRIVALS,
        ADMITTED,
        HOLDS,
        SEATS_TAKEN,
        SEATS_SOLD,
        WALKED_AWAY,
        LAPSES,
        TOO_LATE,
        QUIT
    }

    /** One second: its counts, how the room stood in it, and what its answers took. */
    private static final class Second {
        private final Map<Count, Long> counts = new EnumMap<>(Count.class);
        private final Histogram micros = new Histogram(LONGEST_MICROS, 2);
        private boolean seen;
        private long waiting;
        private long inside;

        long count(Count what) {
            return counts.getOrDefault(what, 0L);
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    void count(Count what, long many) {
        now().counts.merge(what, many, Long::sum);
    }

    /** A hold lapsed so many seconds ago. */
    void lapsedAgo(double ago) {
        at(System.nanoTime() - (long) (ago * 1e9)).counts.merge(Count.LAPSES, 1L, Long::sum);
    }

    void room(long waiting, long inside) {
        var now = now();
        now.seen = true;
        now.waiting = waiting;
        now.inside = inside;
    }

    void answered(long nanos) {
        now().micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, LONGEST_MICROS));
    }

    /** Which second that instant of {@link System#nanoTime()} is in, with its fraction. */
    double second(long nanos) {
        return (nanos - began) / 1e9;
    }

    private Second now() {
        return at(System.nanoTime());
    }

    private Second at(long nanos) {
        int second = Math.clamp((nanos - began) / 1_000_000_000, 0, MOST_SECONDS);
        while (seconds.size() <= second) {
            seconds.add(new Second());
        }
        return seconds.get(second);
    }

    long total(Count what) {
        return seconds.stream().mapToLong(second -> second.count(what)).sum();
    }

    long most(Count what) {
        return seconds.stream().mapToLong(second -> second.count(what)).max().orElse(0);
    }

    /** A second, while neither the first few nor the last few happened. */
    double pace(Count what) {
        double skip = total(what) * (1 - MIDDLE) / 2;
        double before = 0;
        double from = 0;
        double until = 0;
        for (int i = 0; i < seconds.size(); i++) {
            double here = seconds.get(i).count(what);
            if (before < skip && before + here >= skip) {
                from = i + (skip - before) / here;
            }
            if (before < total(what) - skip && before + here >= total(what) - skip) {
                until = i + (total(what) - skip - before) / here;
            }
            before += here;
        }
        return until > from ? total(what) * MIDDLE / (until - from) : 0;
    }

    void provedInside(long most) {
        provedInside = most;
    }

    /** How many were inside at once by what the fans were told. */
    long provedInside() {
        return provedInside;
    }

    long mostInside() {
        return seconds.stream().mapToLong(second -> second.inside).max().orElse(0);
    }

    /** The second in which the last seat was sold, from 1. */
    int lastSale() {
        for (int second = seconds.size(); second > 0; second--) {
            if (seconds.get(second - 1).count(Count.SEATS_SOLD) > 0) {
                return second;
            }
        }
        return 0;
    }

    /** Every curve, a value a second. */
    Map<String, double[]> curves() {
        var curves = new LinkedHashMap<String, double[]>();
        for (var what : Count.values()) {
            var name = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            curves.put(name, curve(second -> second.count(what)));
        }
        curves.put("waiting", lastSeen(second -> second.waiting));
        curves.put("inside", lastSeen(second -> second.inside));
        curves.put("requests", curve(second -> second.micros.getTotalCount()));
        curves.put("p50", curve(second -> second.millis(50)));
        curves.put("p90", curve(second -> second.millis(90)));
        curves.put("p99", curve(second -> second.millis(99)));
        curves.put("max", curve(second -> second.millis(100)));
        return curves;
    }

    /** Where a second has no value of its own, that of the second before. */
    private double[] lastSeen(ToDoubleFunction<Second> value) {
        var curve = curve(value);
        for (int second = 1; second < curve.length; second++) {
            curve[second] = seconds.get(second).seen ? curve[second] : curve[second - 1];
        }
        return curve;
    }

    private double[] curve(ToDoubleFunction<Second> value) {
        return seconds.stream().mapToDouble(value).toArray();
    }
}
