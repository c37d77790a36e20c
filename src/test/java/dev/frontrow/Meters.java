package dev.frontrow;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a server has measured. */
public record Meters(MeterRegistry registry) {

    public static Meters of(TestServer server) {
        return new Meters(server.bean(MeterRegistry.class));
    }

    /** The value of a counter or gauge, or how often a timer or summary was told; summed up over its series. */
    public double of(String name, String... tags) {
        return registry.find(name).tags(tags).meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .filter(measured ->
                        measured.getStatistic() == Statistic.COUNT || measured.getStatistic() == Statistic.VALUE)
                .mapToDouble(measured -> measured.getValue())
                .sum();
    }

    /** The values that a tag has in the series of that name. */
    public List<String> values(String name, String tag) {
        return registry.find(name).meters().stream()
                .map(Meter::getId)
                .map(id -> String.valueOf(id.getTag(tag)))
                .distinct()
                .toList();
    }
}
