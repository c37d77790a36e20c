package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A user's reservations over HTTP: listing (H10) and canceling a hold (H9). Needs no admission (W10). */
@RestController
@RequestMapping("/api/v1")
class ReservationController {

    private static final int OF_ONE_CONCERT = 1_000;

    private final Reservations reservations;
    private final Clock clock;

    ReservationController(Reservations reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /**
     * A reservation in a list.
     *
     * @param seatNumber the first of {@code seatNumbers}
     * @param status {@code held|paid|expired|canceled|refunded}
     */
    record Listed(
            ReservationId reservationId,
            ConcertId concertId,
            PerformanceId performanceId,
            LocalDate date,
            int seatNumber,
            List<Integer> seatNumbers,
            long amount,
            String status,
            Instant reservedAt,
            Instant expiresAt) {

        static Listed of(Reservation reservation, Instant now) {
            return new Listed(
                    reservation.id(),
                    reservation.concertId(),
                    reservation.performanceId(),
                    reservation.date(),
                    reservation.seatNumbers().getFirst(),
                    reservation.seatNumbers(),
                    reservation.amount(),
                    reservation.statusAt(now).name().toLowerCase(Locale.ROOT),
                    reservation.heldAt(),
                    reservation.expiresAt());
        }
    }

    record OfConcert(ConcertId concertId, UserId userId, List<Listed> reservations) {}

    /** A page, newest first; ask for the next with {@code nextCursor}, null on the last. */
    record Page(List<Listed> reservations, @Nullable ReservationId nextCursor) {}

    record Canceled(String status, int seatNumber, Instant canceledAt) {}

    /** Which hold to cancel, in the body or as query parameters. */
    record Cancellation(
            @Nullable UserId userId,
            @Nullable LocalDate date,
            @Nullable Integer seat,
            @Nullable ConcertId concertId) {

        /** What is not named here is taken from there. */
        Cancellation or(Cancellation other) {
            return new Cancellation(
                    userId == null ? other.userId : userId,
                    date == null ? other.date : date,
                    seat == null ? other.seat : seat,
                    concertId == null ? other.concertId : concertId);
        }
    }

    @GetMapping("/concerts/{concertId}/reservations")
    @Refuses({"403 FORBIDDEN", "404 NO_RESERVATIONS"})
    Success<OfConcert> ofConcert(
            Caller caller, @PathVariable ConcertId concertId, @RequestParam(required = false) @Nullable UserId userId) {
        UserId user = userId == null ? caller.userId() : userId;
        caller.mustBe(user);
        List<Listed> listed = listed(reservations.of(user, concertId, null, OF_ONE_CONCERT));
        if (listed.isEmpty()) {
            throw new NoReservations();
        }
        return Success.of(new OfConcert(concertId, user, listed));
    }

    @GetMapping("/reservations")
    @Refuses("403 FORBIDDEN")
    Success<Page> all(
            Caller caller,
            @RequestParam(required = false) @Nullable UserId userId,
            @RequestParam(required = false) @Nullable ReservationId cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        UserId user = userId == null ? caller.userId() : userId;
        caller.mustBe(user);
        List<Listed> listed = listed(reservations.of(user, null, cursor, size + 1));
        boolean more = listed.size() > size;
        List<Listed> page = more ? listed.subList(0, size) : listed;
        return Success.of(new Page(page, more ? page.getLast().reservationId() : null));
    }

    @DeleteMapping("/seats/cancel")
    @Refuses({"400 CONCERT_REQUIRED", "403 FORBIDDEN", "404 RESERVATION_NOT_FOUND"})
    Success<Canceled> cancel(
            Caller caller,
            @RequestBody(required = false) @Nullable Cancellation body,
            @RequestParam(required = false) @Nullable UserId userId,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Integer seat,
            @RequestParam(required = false) @Nullable ConcertId concertId) {
        Cancellation query = new Cancellation(userId, date, seat, concertId);
        Cancellation asked = body == null ? query : body.or(query);
        UserId user = required("userId", asked.userId());
        caller.mustBe(user);
        int number = required("seat", asked.seat());
        Instant at = reservations.cancel(user, required("date", asked.date()), number, asked.concertId());
        return Success.of(new Canceled("canceled", number, at));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, "field.required");
        }
        return value;
    }

    private List<Listed> listed(List<Reservation> found) {
        Instant now = clock.instant();
        return found.stream().map(reservation -> Listed.of(reservation, now)).toList();
    }
}
