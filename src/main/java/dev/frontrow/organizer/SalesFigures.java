package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How performances sell, the newest date first (O3). */
@Service
class SalesFigures {

    private final SalesStore sales;
    private final MinuteStore minutes;
    private final Clock clock;

    SalesFigures(SalesStore sales, MinuteStore minutes, Clock clock) {
        this.sales = sales;
        this.minutes = minutes;
        this.clock = clock;
    }

    /**
     * A page of them.
     *
     * @param nextCursor what to ask the next page with; null on the last
     */
    record SalesPage(List<Sales> performances, @Nullable PerformanceId nextCursor) {}

    /** Of one concert, or of all when null. */
    SalesPage page(@Nullable ConcertId concert, @Nullable PerformanceId after, int size) {
        var found = sales.of(concert, after, size + 1);
        if (found.size() <= size) {
            return new SalesPage(found, null);
        }
        var performances = found.subList(0, size);
        return new SalesPage(performances, performances.getLast().performanceId());
    }

    /** The same, each with what its last minutes brought. */
    SalesPage page(@Nullable ConcertId concert, @Nullable PerformanceId after, int size, Duration latest) {
        var page = page(concert, after, size);
        return new SalesPage(withMinutes(page.performances(), latest), page.nextCursor());
    }

    private List<Sales> withMinutes(List<Sales> performances, Duration latest) {
        var brought = minutes.since(
                clock.instant().minus(latest),
                performances.stream().map(Sales::performanceId).toList());
        return performances.stream()
                .map(one -> one.with(brought.getOrDefault(one.performanceId(), List.of())))
                .toList();
    }
}
