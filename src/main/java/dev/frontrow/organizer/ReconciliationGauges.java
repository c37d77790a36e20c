package dev.frontrow.organizer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Each number of the reconciliation as a gauge in the metrics (O4). Computed in the background, however often the
 * metrics are read, and by one instance at a time: it reads all there is. While PostgreSQL is away or another instance
 * computes, the last numbers stand, and a gauge says of when they are.
 */
@Component
class ReconciliationGauges implements MeterBinder, SchedulingConfigurer {

    private static final String PREFIX = "frontrow.reconciliation.";
    private static final double MS_PER_SECOND = 1_000;

    private final AtomicReference<@Nullable Reconciliation> last = new AtomicReference<>();
    private final ReconciliationStore store;
    private final OrganizerSettings settings;
    private final Clock clock;

    ReconciliationGauges(ReconciliationStore store, OrganizerSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addTriggerTask(this::check, past -> next(past, settings.reconcileEvery()));
    }

    private void check() {
        store.checkUnlessAnotherDoes(clock.instant()).ifPresent(last::set);
    }

    /** A pause as long as the check before it at least: what takes PostgreSQL long is not all it does. */
    static Instant next(TriggerContext past, Duration every) {
        var begun = past.lastActualExecution();
        var ended = past.lastCompletion();
        if (begun == null || ended == null) {
            return past.getClock().instant();
        }
        var took = Duration.between(begun, ended);
        return ended.plus(took.compareTo(every) > 0 ? took : every);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("seats.sold.twice", "Seats that more than one paid reservation has; must be 0", found ->
                        (double) found.seatsSoldTwice())
                .register(registry);
        gauge("payments.without.seats", "Payments whose seats are not all their owner's; must be 0", found ->
                        (double) found.paymentsWithoutSeats())
                .register(registry);
        gauge("seats.without.payment", "Reserved seats that nobody paid for; must be 0", found ->
                        (double) found.seatsWithoutPayment())
                .register(registry);
        gauge("wallets.out.of.balance", "Wallets that are not the sum of their entries; must be 0", found ->
                        (double) found.walletsOutOfBalance())
                .register(registry);
        gauge("revenue.mismatch", "Points by which payments, debits and prices differ; must be 0", found ->
                        (double) found.revenueMismatch())
                .register(registry);
        gauge(
                        "checked.at",
                        "When these numbers were computed, since 1970",
                        found -> found.checkedAt().toEpochMilli() / MS_PER_SECOND)
                .baseUnit("seconds")
                .register(registry);
    }

    /** Not a number until the first check is done. */
    private Gauge.Builder<AtomicReference<@Nullable Reconciliation>> gauge(
            String name, String description, ToDoubleFunction<Reconciliation> number) {
        return Gauge.builder(PREFIX + name, last, checked -> {
                    var found = checked.get();
                    return found == null ? Double.NaN : number.applyAsDouble(found);
                })
                .description(description);
    }
}
