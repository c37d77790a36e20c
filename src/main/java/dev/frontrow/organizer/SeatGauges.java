package dev.frontrow.organizer;

import dev.frontrow.organizer.SalesStore.SeatsOnSale;
import dev.frontrow.shared.GaugeTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * The seats of the performances on sale by their state. Counted in the background, however often the metrics are read;
 * while PostgreSQL is away the last figures stand.
 */
@Component
class SeatGauges implements SchedulingConfigurer {

    /** Each is four time series; of more, those count whose sale began last. */
    private static final int MOST_PERFORMANCES = 20;

    private record Hall(String concert, String performance, LocalDate date) {
        static Hall of(SeatsOnSale seats) {
            return new Hall(seats.concert().toString(), seats.performance().toString(), seats.date());
        }

        Tags tags() {
            return Tags.of("concert", concert, "performance", performance, "date", date.toString());
        }
    }

    private final GaugeTable<Hall, SeatsOnSale> table;
    private final SalesStore store;
    private final OrganizerSettings settings;
    private final Clock clock;

    SeatGauges(MeterRegistry registry, SalesStore store, OrganizerSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        table = new GaugeTable<>(registry, Hall::tags);
        column("available", SeatsOnSale::available);
        column("held", SeatsOnSale::held);
        column("reserved", SeatsOnSale::reserved);
        column("canceled", SeatsOnSale::canceled);
    }

    private void column(String state, ToDoubleFunction<SeatsOnSale> seats) {
        table.column("frontrow.seats", "Seats on sale by their state", Tags.of("state", state), seats);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::count, settings.countSeatsEvery());
    }

    void count() {
        table.show(store.onSale(clock.instant(), MOST_PERFORMANCES).stream()
                .collect(Collectors.toMap(Hall::of, seats -> seats)));
    }
}
