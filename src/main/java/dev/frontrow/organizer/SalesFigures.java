package dev.frontrow.organizer;

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

    /** Of one concert, or of all when null. */
    List<Sales> of(@Nullable ConcertId concert) {
        return sales.of(concert);
    }

    /** Of one concert, each with what its last minutes brought. */
    List<Sales> of(ConcertId concert, Duration latest) {
        var performances = sales.of(concert);
        var brought = minutes.since(
                clock.instant().minus(latest),
                performances.stream().map(Sales::performanceId).toList());
        return performances.stream()
                .map(one -> one.with(brought.getOrDefault(one.performanceId(), List.of())))
                .toList();
    }
}
