package dev.frontrow.organizer;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Success;
import java.time.Clock;
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

    private final SalesStore sales;
    private final ReconciliationStore reconciliation;
    private final Clock clock;

    OrganizerController(SalesStore sales, ReconciliationStore reconciliation, Clock clock) {
        this.sales = sales;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    record AllSales(List<Sales> performances) {}

    @GetMapping("/sales")
    Success<AllSales> sales(@RequestParam(required = false) @Nullable ConcertId concertId) {
        return Success.of(new AllSales(sales.of(concertId)));
    }

    @GetMapping("/reconciliation")
    Success<Reconciliation> reconciliation() {
        return Success.of(reconciliation.check(clock.instant()));
    }
}
