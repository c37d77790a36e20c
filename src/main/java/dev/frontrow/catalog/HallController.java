package dev.frontrow.catalog;

import dev.frontrow.catalog.SeatSnapshot.Hall;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.Success;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The halls as organizers watch them: without a queue in front, and of 60,000 seats no more than must be known. */
@RestController
@RequestMapping("/api/v1/admin/performances/{performanceId}")
@OrganizersOnly
class HallController {

    private final Performances performances;
    private final Seats seats;

    HallController(Performances performances, Seats seats) {
        this.performances = performances;
        this.seats = seats;
    }

    @GetMapping("/hall")
    @AnswersWithTag
    @Refuses("404 PERFORMANCE_NOT_FOUND")
    ResponseEntity<Written<Success<Hall>>> hall(@PathVariable PerformanceId performanceId) {
        var now = seats.of(performances.byId(performanceId, new Scope.EveryConcert()));
        return Written.tagged(now.tag(), now.hall());
    }
}
