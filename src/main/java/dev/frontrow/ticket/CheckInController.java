package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.Success;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doors. */
@RestController
@RequestMapping("/api/v1/admin")
@OrganizersOnly
class CheckInController {

    private final CheckIns checkIns;
    private final Performances performances;

    CheckInController(CheckIns checkIns, Performances performances) {
        this.checkIns = checkIns;
        this.performances = performances;
    }

    /**
     * A ticket as it is shown at a door.
     *
     * @param performanceId what is played behind the door, so that a ticket for another evening stays unused; any
     *     performance when null
     */
    record Shown(@NotNull String code, @Nullable PerformanceId performanceId) {}

    @PostMapping("/check-ins")
    @Refuses({"400 TICKET_INVALID", "409 TICKET_FOR_OTHER_PERFORMANCE", "409 TICKET_USED", "410 TICKET_REFUNDED"})
    Success<DoorReport> letIn(Caller caller, @RequestBody @Valid Shown shown) {
        return Success.of(checkIns.letIn(shown.code().strip(), shown.performanceId(), caller.userId()));
    }

    @GetMapping("/performances/{performanceId}/check-ins")
    @Refuses("404 PERFORMANCE_NOT_FOUND")
    Success<Attendance> attendance(@PathVariable PerformanceId performanceId) {
        performances.byId(performanceId, new Scope.EveryConcert());
        return Success.of(checkIns.attendance(performanceId));
    }
}
