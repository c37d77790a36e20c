package dev.frontrow.shared;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of things that come and go, such as the rooms in use: a row per thing while it is shown, a column per figure.
 * Whoever shows things bounds their number, for every row is a time series per column.
 *
 * @param <K> names a thing
 * @param <V> what is known of it
 */
public final class GaugeTable<K, V> {

    private record Column<V>(String name, String description, Tags tags, ToDoubleFunction<V> figure) {}

    private record Row<V>(AtomicReference<V> known, List<Meter> gauges) {}

    private final MeterRegistry registry;
    private final Function<K, Tags> tags;
    private final List<Column<V>> columns = new ArrayList<>();
    private final Map<K, Row<V>> rows = new HashMap<>();

    /** An empty table whose rows carry these tags. */
    public GaugeTable(MeterRegistry registry, Function<K, Tags> tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Adds a column; the tags tell it from others of the same name. All columns come before the first row. */
    public GaugeTable<K, V> column(String name, String description, Tags more, ToDoubleFunction<V> figure) {
        columns.add(new Column<>(name, description, more, figure));
        return this;
    }

    /** Adds a column with a name of its own. */
    public GaugeTable<K, V> column(String name, String description, ToDoubleFunction<V> figure) {
        return column(name, description, Tags.empty(), figure);
    }

    /** Shows these things and no others. What is shown stays as it is until the next call. */
    public synchronized void show(Map<K, V> things) {
        rows.entrySet().removeIf(row -> {
            boolean gone = !things.containsKey(row.getKey());
            if (gone) {
                row.getValue().gauges().forEach(registry::remove);
            }
            return gone;
        });
        things.forEach((thing, known) -> rows.computeIfAbsent(thing, newcomer -> row(newcomer, known))
                .known()
                .set(known));
    }

    private Row<V> row(K thing, V known) {
        var holder = new AtomicReference<>(known);
        var gauges = new ArrayList<Meter>();
        for (var column : columns) {
            gauges.add(
                    Gauge.builder(column.name(), holder, now -> column.figure().applyAsDouble(now.get()))
                            .description(column.description())
                            .tags(tags.apply(thing).and(column.tags()))
                            .register(registry));
        }
        return new Row<>(holder, gauges);
    }
}
