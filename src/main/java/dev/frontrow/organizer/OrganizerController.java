package dev.frontrow.organizer;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Success;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private final SalesFigures sales;
    private final ReconciliationStore reconciliation;
    private final Clock clock;

    OrganizerController(SalesFigures sales, ReconciliationStore reconciliation, Clock clock) {
        this.sales = sales;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    record AllSales(List<Sales> performances) {}

    /** The last minutes, when asked for, are those of one concert: of all concerts they would be too many. */
    @GetMapping("/sales")
    Success<AllSales> sales(
            @RequestParam(required = false) @Nullable ConcertId concertId,
            @RequestParam(required = false) @Nullable @Min(1) @Max(MOST_MINUTES) Integer minutes) {
        if (minutes == null) {
            return Success.of(new AllSales(sales.of(concertId)));
        }
        if (concertId == null) {
            throw new InvalidRequest("concertId", "field.required");
        }
        return Success.of(new AllSales(sales.of(concertId, Duration.ofMinutes(minutes))));
    }

    @GetMapping("/reconciliation")
    Success<Reconciliation> reconciliation() {
        return Success.of(reconciliation.check(clock.instant()));
    }
}
