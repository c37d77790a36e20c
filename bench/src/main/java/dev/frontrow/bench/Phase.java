package dev.frontrow.bench;

import java.util.Map;

/**
 * One kind of request under load.
 *
 * @param others how many got each other status than served; 0 stands for no answer
 * @param rested the share of the time the generator had nothing to do
 * @param generatorBound whether the generator was itself the bottleneck, so that the server can do more
 * @param wantsConnections whether requests waited until a connection of the generator was free
 * @param serverMicros processor time of the server's process a request; likewise of Redis and the generator
 */
record Phase(
        String name,
        long count,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        Map<Integer, Long> others,
        double rested,
        boolean generatorBound,
        boolean wantsConnections,
        double serverMicros,
        double redisMicros,
        double generatorMicros) {

    /** Of an open model, where the processors' time belongs to all kinds of requests together. */
    static Phase of(Measurement measurement, Loop.Run run) {
        return of(measurement.name(), measurement, run, 0, 0, 0);
    }

    static Phase of(
            String name,
            Measurement measurement,
            Loop.Run run,
            double serverMicros,
            double redisMicros,
            double generatorMicros) {
        return new Phase(
                name,
                measurement.successes(),
                measurement.perSecond(run.time()),
                measurement.quantile(0.5),
                measurement.quantile(0.99),
                measurement.longest(),
                measurement.others(),
                run.rested(),
                run.isBottleneck(),
                run.wantsConnections(),
                serverMicros,
                redisMicros,
                generatorMicros);
    }
}
