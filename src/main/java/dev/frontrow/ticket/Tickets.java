package dev.frontrow.ticket;

import dev.frontrow.reservation.Reservation;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.reservation.ReservationNotFound;
import dev.frontrow.reservation.Reservations;
import dev.frontrow.shared.Caller;
import org.springframework.stereotype.Service;

/** The tickets of paid reservations. They are computed whenever they are asked for, and kept nowhere. */
@Service
class Tickets {

    private final Reservations reservations;
    private final TicketCodes codes;

    Tickets(Reservations reservations, TicketCodes codes) {
        this.reservations = reservations;
        this.codes = codes;
    }

    /**
     * The caller's paid reservation.
     *
     * @throws ReservationNotFound when it is not the caller's, unless an organizer asks
     * @throws NotPaid when it is not paid, or was paid back
     */
    Reservation paid(ReservationId id, Caller caller) {
        Reservation found = reservations
                .find(id)
                .filter(one -> caller.organizer() || one.userId().equals(caller.userId()))
                .orElseThrow(ReservationNotFound::new);
        if (found.status() != Status.PAID) {
            throw new NotPaid();
        }
        return found;
    }

    /**
     * The code of one of its seats' tickets.
     *
     * @throws TicketNotFound when it has no such seat
     */
    String code(Reservation paid, int seat) {
        if (!paid.seatNumbers().contains(seat)) {
            throw new TicketNotFound();
        }
        return codes.write(new Ticket(paid.id(), paid.performanceId(), seat));
    }
}
