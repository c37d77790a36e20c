package dev.frontrow.payment;

import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.Reservations;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Paying over HTTP (M1, M4). Needs to know who calls, and no admission: a live hold proves that (W10). */
@RestController
@RequestMapping("/api/v1")
class PaymentController {

    private final Payments payments;
    private final Reservations reservations;
    private final Idempotency idempotency;

    PaymentController(Payments payments, Reservations reservations, Idempotency idempotency) {
        this.payments = payments;
        this.reservations = reservations;
        this.idempotency = idempotency;
    }

    /** Which hold to pay: its id, or its day and one of its seats. */
    record PaymentRequest(
            @NotNull UserId userId,
            @Nullable ReservationId reservationId,
            @Nullable LocalDate date,
            @Nullable Integer seat,
            @Nullable ConcertId concertId) {

        PaymentRequest {
            if (reservationId == null && (date == null || seat == null)) {
                throw new InvalidRequest("reservationId", "field.reservation");
            }
        }
    }

    @PostMapping("/seats/payment")
    @Refuses({
        "400 CONCERT_REQUIRED",
        "400 INSUFFICIENT_BALANCE",
        "400 INVALID_IDEMPOTENCY_KEY",
        "403 FORBIDDEN",
        "404 RESERVATION_NOT_FOUND",
        "409 ALREADY_PAID",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "410 HOLD_EXPIRED",
        "422 IDEMPOTENCY_KEY_REUSED"
    })
    ResponseEntity<Success<Receipt>> pay(
            Caller caller,
            @RequestBody @Valid PaymentRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        caller.mustBe(request.userId());
        var asked = idempotency.command(
                caller.userId(),
                key,
                List.of("pay", request),
                Order.by(request.userId(), Outcome.of(() -> meant(request))));
        return payments.pay(asked).toResponse();
    }

    private ReservationId meant(PaymentRequest order) {
        if (order.reservationId() != null) {
            return order.reservationId();
        }
        LocalDate date = Objects.requireNonNull(order.date());
        int seat = Objects.requireNonNull(order.seat());
        return reservations.meant(order.userId(), date, seat, order.concertId()).id();
    }

    @PostMapping("/payment/{reservationId}")
    @Refuses({
        "400 INSUFFICIENT_BALANCE",
        "400 INVALID_IDEMPOTENCY_KEY",
        "404 RESERVATION_NOT_FOUND",
        "409 ALREADY_PAID",
        "409 IDEMPOTENCY_IN_PROGRESS",
        "410 HOLD_EXPIRED",
        "422 IDEMPOTENCY_KEY_REUSED"
    })
    ResponseEntity<Success<Boolean>> payById(
            Caller caller,
            @PathVariable ReservationId reservationId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var asked = idempotency.command(
                caller.userId(),
                key,
                List.of("payById", reservationId),
                Order.by(caller.userId(), new Outcome.Done<>(reservationId)));
        return payments.pay(asked).map(receipt -> true).toResponse();
    }
}
