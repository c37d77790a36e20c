package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;

/** The code was not signed here, or was changed since. */
public final class TicketInvalid extends Problem {
    TicketInvalid() {
        super(Kind.INVALID, "TICKET_INVALID");
    }
}
