package dev.frontrow.reservation;

import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.catalog.SeatId;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Taking a hold over HTTP, by seat numbers (H1) or by a seat's id (H2). */
@RestController
@RequestMapping("/api/v1")
@BehindGate
class HoldController {

    private final Holds holds;
    private final Performances performances;
    private final Clock clock;

    HoldController(Holds holds, Performances performances, Clock clock) {
        this.holds = holds;
        this.performances = performances;
        this.clock = clock;
    }

    /** Which seats to hold: one or several. */
    record HoldRequest(
            @NotNull UserId userId,
            @NotNull LocalDate date,
            @Nullable Integer seat,
            @Nullable @Size(min = 1, max = 100) List<@NotNull Integer> seats,
            @Nullable ConcertId concertId) {

        HoldRequest {
            if ((seat == null) == (seats == null)) {
                throw new InvalidRequest("seats", "field.seats");
            }
        }

        List<Integer> numbers() {
            return seats != null ? seats : List.of(Objects.requireNonNull(seat));
        }
    }

    /**
     * A hold as it is answered.
     *
     * @param seatNumber the first of {@code seatNumbers}
     * @param amount points
     * @param expiresIn seconds from now
     */
    record Held(
            String status,
            ReservationId reservationId,
            int seatNumber,
            List<Integer> seatNumbers,
            long amount,
            long expiresIn,
            Instant expiresAt) {

        static Held of(Reservation hold, Instant now) {
            long left = Duration.between(now, hold.expiresAt()).plusMillis(999).toSeconds();
            return new Held(
                    "reserved",
                    hold.id(),
                    hold.seatNumbers().getFirst(),
                    hold.seatNumbers(),
                    hold.amount(),
                    left,
                    hold.expiresAt());
        }
    }

    @PostMapping("/seats/reserve")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({
        "400 CONCERT_REQUIRED",
        "400 INSUFFICIENT_BALANCE",
        "403 FORBIDDEN",
        "404 PERFORMANCE_NOT_FOUND",
        "404 SEAT_NOT_FOUND",
        "409 NOT_ON_SALE",
        "409 SEAT_ALREADY_RESERVED",
        "409 SEAT_LIMIT_EXCEEDED",
        "409 TOO_MANY_SEATS_GIVEN_BACK"
    })
    Success<Held> reserve(Caller caller, @RequestBody @Valid HoldRequest request) {
        caller.mustBe(request.userId());
        Performance performance = performances.named(request.date(), request.concertId(), caller.scope());
        Reservation hold = holds.take(request.userId(), performance, request.numbers());
        return Success.of(Held.of(hold, clock.instant()));
    }

    /** The performance that the seat is meant to belong to. */
    record Assignment(@NotNull PerformanceId concertEventId) {}

    @PostMapping("/reservations/seats/{seatsId}/assign")
    @Refuses({
        "400 INSUFFICIENT_BALANCE",
        "404 PERFORMANCE_NOT_FOUND",
        "404 SEAT_NOT_FOUND",
        "409 NOT_ON_SALE",
        "409 SEAT_ALREADY_RESERVED",
        "409 SEAT_LIMIT_EXCEEDED",
        "409 TOO_MANY_SEATS_GIVEN_BACK"
    })
    Success<Boolean> assign(Caller caller, @PathVariable SeatId seatsId, @RequestBody @Valid Assignment assignment) {
        Performance performance = performances.byId(assignment.concertEventId(), caller.scope());
        if (!seatsId.performance().equals(performance.id())) {
            throw new SeatNotFound();
        }
        holds.take(caller.userId(), performance, List.of(seatsId.number()));
        return Success.of(true);
    }
}
