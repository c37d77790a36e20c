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

    private final long began = System.nanoTime();
    private final List<Second> seconds = new ArrayList<>();

    /** What is counted. */
    enum Count {
        ARRIVALS,
        ADMITTED,
        HOLDS,
        SEATS_TAKEN,
        WALKED_AWAY,
        SEATS_SOLD
    }

    /** One second: its counts, how the room stood in it, and what its answers took. */
    private static final class Second {
        private final Map<Count, Long> counts = new EnumMap<>(Count.class);
        private final Histogram micros = new Histogram(LONGEST_MICROS, 2);
        private long waiting;
        private long inside;
    }

    void count(Count what, long many) {
        now().counts.merge(what, many, Long::sum);
    }

    void room(long waiting, long inside) {
        now().waiting = waiting;
        now().inside = inside;
    }

    void answered(long nanos) {
        now().micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, LONGEST_MICROS));
    }

    private Second now() {
        int second = (int) Math.min(MOST_SECONDS, (System.nanoTime() - began) / 1_000_000_000);
        while (seconds.size() <= second) {
            seconds.add(new Second());
        }
        return seconds.get(second);
    }

    long total(Count what) {
        return seconds.stream()
                .mapToLong(second -> second.counts.getOrDefault(what, 0L))
                .sum();
    }

    long most(Count what) {
        return seconds.stream()
                .mapToLong(second -> second.counts.getOrDefault(what, 0L))
                .max()
                .orElse(0);
    }

    long mostInside() {
        return seconds.stream().mapToLong(second -> second.inside).max().orElse(0);
    }

    /** The second in which the last seat was sold, from 1. */
    int lastSale() {
        for (int second = seconds.size(); second > 0; second--) {
            if (seconds.get(second - 1).counts.getOrDefault(Count.SEATS_SOLD, 0L) > 0) {
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
            curves.put(name, curve(second -> second.counts.getOrDefault(what, 0L)));
        }
        curves.put("waiting", curve(second -> second.waiting));
        curves.put("inside", curve(second -> second.inside));
        curves.put("p50 ms", curve(second -> second.micros.getValueAtPercentile(50) / 1000.0));
        curves.put("p99 ms", curve(second -> second.micros.getValueAtPercentile(99) / 1000.0));
        return curves;
    }

    private double[] curve(ToDoubleFunction<Second> value) {
        return seconds.stream().mapToDouble(value).toArray();
    }
}
