package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One user's seats of one performance: a hold while {@code HELD}.
 *
 * @param date the performance's day
 * @param seatNumbers ascending, at least one
 * @param amount what the seats cost together, in points
 * @param expiresAt from this instant on an unpaid hold has lapsed, whether it has been swept or not (H7)
 */
public record Reservation(
        ReservationId id,
        ConcertId concertId,
        PerformanceId performanceId,
        LocalDate date,
        UserId userId,
        List<Integer> seatNumbers,
        long amount,
        Status status,
        Instant heldAt,
        Instant expiresAt) {

    /** Where a reservation stands. A hold ends in one of three ways; only a payment can still be taken back. */
    public enum Status {
        HELD,
        PAID,
        EXPIRED,
        CANCELED,
        REFUNDED;

        /** Whether a reservation may go from here to there. */
        public boolean canBecome(Status next) {
            return switch (this) {
                case HELD -> next != HELD && next != REFUNDED;
                case PAID -> next == REFUNDED;
                case EXPIRED, CANCELED, REFUNDED -> false;
            };
        }
    }

    /** Where it stands at that instant: a hold that is due counts as expired before the sweep has come by. */
    public Status statusAt(Instant now) {
        return status == Status.HELD && !now.isBefore(expiresAt) ? Status.EXPIRED : status;
    }

    /** Whether it is a hold whose time is over and whose end nobody has written down yet. */
    boolean isDueAt(Instant now) {
        return status == Status.HELD && statusAt(now) == Status.EXPIRED;
    }

    /**
     * Passes a hold that runs at that instant.
     *
     * @throws ReservationNotFound when it was canceled
     * @throws AlreadyPaid when it was paid
     * @throws HoldExpired from its deadline on
     */
    public void requireHeldAt(Instant now) {
        switch (statusAt(now)) {
            case HELD -> {}
            case PAID -> throw new AlreadyPaid();
            case EXPIRED -> throw new HoldExpired();
            case CANCELED, REFUNDED -> throw new ReservationNotFound();
        }
    }
}
