package dev.frontrow.bench;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation alone, in a closed loop, and what is aimed at.
 *
 * @param key what {@code --only} calls it
 * @param served the statuses that count
 * @param perSecond at least that many
 * @param p99Millis within that time; 0 for no such aim
 */
record Load(
        String key,
        String name,
        Set<Integer> served,
        Function<Measurement, Supplier<Request>> feed,
        double perSecond,
        double p99Millis) {

    private static final Set<Integer> SUCCESSES = Set.of(200, 201);

    static Load of(
            String key,
            String name,
            Function<Measurement, Supplier<Request>> feed,
            double perSecond,
            double p99Millis) {
        return new Load(key, name, SUCCESSES, feed, perSecond, p99Millis);
    }

    Measurement measurement() {
        return new Measurement(name, served);
    }

    /** Tells whether the aim was met, by the median of all rounds. */
    void judge(Report report) {
        report.atLeast(name, report.perSecond(name), "per s", perSecond);
        if (p99Millis > 0) {
            report.atMost(name + ", p99", report.p99(name), "ms", p99Millis);
        }
    }
}
