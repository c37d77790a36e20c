package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Meters;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugeTableTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final GaugeTable<String, List<Integer>> table = new GaugeTable<String, List<Integer>>(
                    registry, room -> Tags.of("room", room))
            .column("people", "in a row", Tags.of("row", "1"), people -> people.get(0))
            .column("people", "in a row", Tags.of("row", "2"), people -> people.get(1));

    @Test
    void whatIsShownHasASeriesPerColumnThatFollowsIt() {
        table.show(Map.of("a", List.of(1, 2), "b", List.of(3, 4)));
        table.show(Map.of("a", List.of(5, 2), "b", List.of(3, 4)));
        assertThat(meters.of("people", "room", "a", "row", "1")).isEqualTo(5);
        assertThat(meters.of("people", "room", "b", "row", "2")).isEqualTo(4);
        assertThat(registry.getMeters()).hasSize(4);
    }

    @Test
    void whatIsShownNoMoreIsGone() {
        table.show(Map.of("a", List.of(1, 2), "b", List.of(3, 4)));
        table.show(Map.of("b", List.of(3, 4)));
        assertThat(meters.values("people", "room")).containsExactly("b");
        assertThat(registry.getMeters()).hasSize(2);
    }
}
