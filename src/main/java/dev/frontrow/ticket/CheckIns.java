package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.SeatRow;
import dev.frontrow.catalog.Seats;
import dev.frontrow.identity.AuditLog;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Lets people in at the doors, once with each ticket, however many doors see it at once. */
@Service
class CheckIns {

    private final TicketCodes codes;
    private final CheckInStore store;
    private final Seats seats;
    private final AuditLog audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    CheckIns(
            TicketCodes codes,
            CheckInStore store,
            Seats seats,
            AuditLog audit,
            TransactionOperations transaction,
            Clock clock) {
        this.codes = codes;
        this.store = store;
        this.seats = seats;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Lets somebody in with that code. No connection is kept while others may have to read the hall's layout first.
     *
     * @param door the performance that is played behind the door; null when the door takes any
     * @throws TicketInvalid when the code was not signed here
     * @throws TicketForOtherPerformance when another one is played
     * @throws TicketUsed when somebody was let in with it before
     * @throws TicketRefunded when its reservation was paid back
     */
    DoorReport letIn(String code, @Nullable PerformanceId door, UserId organizer) {
        Ticket ticket = codes.read(code).orElseThrow(TicketInvalid::new);
        if (door != null && !door.equals(ticket.performance())) {
            throw new TicketForOtherPerformance(ticket);
        }
        SeatRow row = seats.row(ticket.performance(), ticket.seat()).orElseThrow(TicketInvalid::new);
        Instant now = clock.instant();
        if (Boolean.TRUE.equals(transaction.execute(status -> isFirst(ticket, organizer, now)))) {
            return report("valid", ticket, row, now);
        }
        throw store.of(ticket)
                .<RuntimeException>map(before -> new TicketUsed(report("used", ticket, row, before)))
                .orElseGet(() -> new TicketRefunded(report("refunded", ticket, row, null)));
    }

    /** How many tickets of that performance are paid for, and with how many of them somebody was let in. */
    Attendance attendance(PerformanceId performance) {
        return store.attendance(performance);
    }

    /** When somebody was let in, by the numbers of the reservation's seats. */
    Map<Integer, Instant> of(ReservationId reservation) {
        return store.of(reservation);
    }

    private boolean isFirst(Ticket ticket, UserId organizer, Instant now) {
        if (!store.insert(ticket, organizer, now)) {
            return false;
        }
        audit.record(
                organizer,
                "ticket.check-in",
                ticket.reservation().toString(),
                Map.of("performanceId", ticket.performance(), "seatNumber", ticket.seat()));
        return true;
    }

    private static DoorReport report(String status, Ticket ticket, SeatRow row, @Nullable Instant checkedInAt) {
        return new DoorReport(
                status,
                ticket.reservation(),
                ticket.performance(),
                ticket.seat(),
                row.section(),
                row.row(),
                checkedInAt);
    }
}
