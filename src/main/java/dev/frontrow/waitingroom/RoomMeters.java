package dev.frontrow.waitingroom;

import dev.frontrow.shared.GaugeTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The rooms that this instance is asked about, as it last saw them; the fullest ones where they are many. */
@Component
class RoomMeters {

    private static final long SHOW_MS = 1_000;
    private static final int MOST_ROOMS = 20;
    private static final double MS_PER_SECOND = 1_000;

    private record Shown(RoomState state, RoomRules rules, boolean calling) {
        long free() {
            return switch (rules.policy()) {
                case Policy.Slots slots -> Math.max(0, slots.capacity() - state.inside());
                case Policy.Cycle _ -> 0;
            };
        }

        /** For whoever joins now. */
        @Nullable
        Duration estimate() {
            var estimate = state.estimate(state.issued() + 1, Math.max(0, state.waiting()) + 1, rules.policy());
            return estimate == null ? null : estimate.likely();
        }
    }

    private final GaugeTable<RoomId, Shown> table;
    private final Admission admission;
    private final RuleBook rules;
    private final Clock clock;

    RoomMeters(MeterRegistry registry, Admission admission, RuleBook rules, Clock clock) {
        this.admission = admission;
        this.rules = rules;
        this.clock = clock;
        table = new GaugeTable<RoomId, Shown>(registry, room -> Tags.of("room", room.toString()))
                .column(
                        "frontrow.room.waiting",
                        "People in line",
                        shown -> shown.state().waiting())
                .column(
                        "frontrow.room.inside",
                        "People who hold a slot",
                        shown -> shown.state().inside())
                .column(
                        "frontrow.room.capacity",
                        "Slots at once, or per period",
                        shown -> shown.rules().policy().capacity())
                .column("frontrow.room.free", "Slots that somebody in line could have; none in cycles", Shown::free)
                .column(
                        "frontrow.room.joined",
                        "The last number given out",
                        shown -> shown.state().issued())
                .column(
                        "frontrow.room.called",
                        "The last turn called in",
                        shown -> shown.state().serving())
                .column(
                        "frontrow.room.admitted",
                        "People called in during the last minute",
                        shown -> shown.state().admittedLastMinute())
                .column(
                        "frontrow.room.calling",
                        "1 while people are called in, 0 before the opening and while paused or closed",
                        shown -> shown.calling() ? 1 : 0)
                .column(
                        "frontrow.room.estimate.seconds",
                        "What somebody who joins now is told to wait; not a number while unknown",
                        shown -> seconds(shown.estimate()));
    }

    @Scheduled(fixedDelay = SHOW_MS)
    void show() {
        var now = clock.instant();
        table.show(admission.seen().entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<RoomId, RoomState> room) -> -room.getValue().waiting()))
                .limit(MOST_ROOMS)
                .collect(Collectors.toMap(Map.Entry::getKey, room -> {
                    var rule = rules.of(room.getKey());
                    return new Shown(room.getValue(), rule, rule.isCalling(now));
                })));
    }

    private static double seconds(@Nullable Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / MS_PER_SECOND;
    }
}
