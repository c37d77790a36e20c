package dev.frontrow.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the answers to one kind of request took; latencies count from when a request was due to be sent. */
final class Measurement {

    /** Status of a request that was never answered. */
    static final int NO_ANSWER = 0;

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;

    private final String name;
    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram othersMicros = new Histogram(LONGEST_MICROS, DIGITS);
    private final Map<Integer, Long> others = new TreeMap<>();
    private final Set<Integer> served;
    private long successes;

    /** Counts only those statuses as served. */
    Measurement(String name, Set<Integer> served) {
        this.name = name;
        this.served = served;
    }

    String name() {
        return name;
    }

    void record(int status, long nanos) {
        long took = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, LONGEST_MICROS);
        if (served.contains(status)) {
            successes++;
            micros.recordValue(took);
        } else {
            others.merge(status, 1L, Long::sum);
            othersMicros.recordValue(took);
        }
    }

    /** How many were served. */
    long successes() {
        return successes;
    }

    /** How many got each other status. */
    Map<Integer, Long> others() {
        return others;
    }

    double perSecond(Duration time) {
        return successes * 1e9 / time.toNanos();
    }

    /** Milliseconds. */
    double quantile(double share) {
        return micros.getValueAtPercentile(share * 100) / 1000.0;
    }

    /** Milliseconds. */
    double longest() {
        return micros.getMaxValue() / 1000.0;
    }

    /** Milliseconds, of what was not served. */
    double refusalQuantile(double share) {
        return othersMicros.getValueAtPercentile(share * 100) / 1000.0;
    }
}
