package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.reservation.BestSeats.Wish;
import dev.frontrow.reservation.HoldController.Held;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Taking a hold over HTTP of seats that the server chooses; answered like one of seats by their numbers (H1). */
@RestController
@RequestMapping("/api/v1")
@BehindGate
class BestSeatsController {

    private final BestHolds best;
    private final Performances performances;
    private final Clock clock;

    BestSeatsController(BestHolds best, Performances performances, Clock clock) {
        this.best = best;
        this.performances = performances;
        this.clock = clock;
    }

    /**
     * How many seats, side by side.
     *
     * @param maxPrice points for each seat; any price when null
     * @param section its name; any section when null
     */
    record BestSeatsRequest(
            @NotNull UserId userId,
            @NotNull PerformanceId performanceId,
            @NotNull @Min(1) @Max(100) Integer count,
            @Nullable @Min(0) Long maxPrice,
            @Nullable @Size(max = 50) String section) {

        Wish wish() {
            return new Wish(count, maxPrice, section);
        }
    }

    @PostMapping("/seats/best")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({
        "400 INSUFFICIENT_BALANCE",
        "403 FORBIDDEN",
        "404 PERFORMANCE_NOT_FOUND",
        "409 NO_ADJACENT_SEATS",
        "409 NOT_ON_SALE",
        "409 SEAT_ALREADY_RESERVED",
        "409 SEAT_LIMIT_EXCEEDED",
        "409 TOO_MANY_SEATS_GIVEN_BACK"
    })
    Success<Held> best(Caller caller, @RequestBody @Valid BestSeatsRequest request) {
        caller.mustBe(request.userId());
        Performance performance = performances.byId(request.performanceId(), caller.scope());
        Reservation hold = best.take(request.userId(), performance, request.wish());
        return Success.of(Held.of(hold, clock.instant()));
    }
}
