package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Success;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an organizer watches (O3, O4). */
@RestController
@RequestMapping("/api/v1/admin")
@OrganizersOnly
class OrganizerController {

    private static final int MOST_MINUTES = 240;
    private static final int MOST_PERFORMANCES = 1_000;

    private final SalesFigures sales;
    private final ReconciliationStore reconciliation;
    private final Clock clock;

    OrganizerController(SalesFigures sales, ReconciliationStore reconciliation, Clock clock) {
        this.sales = sales;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    /** The last minutes, when asked for, are those of one concert: of all concerts they would be too many. */
    @GetMapping("/sales")
    Success<SalesFigures.SalesPage> sales(
            @RequestParam(required = false) @Nullable ConcertId concertId,
            @RequestParam(required = false) @Nullable @Min(1) @Max(MOST_MINUTES) Integer minutes,
            @RequestParam(required = false) @Nullable PerformanceId cursor,
            @RequestParam(defaultValue = "" + MOST_PERFORMANCES) @Min(1) @Max(MOST_PERFORMANCES) int size) {
        if (minutes == null) {
            return Success.of(sales.page(concertId, cursor, size));
        }
        if (concertId == null) {
            throw new InvalidRequest("concertId", "field.required");
        }
        return Success.of(sales.page(concertId, cursor, size, Duration.ofMinutes(minutes)));
    }

    @GetMapping("/reconciliation")
    Success<Reconciliation> reconciliation() {
        return Success.of(reconciliation.check(clock.instant()));
    }
}
