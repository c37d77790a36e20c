package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;

/** The reservation has no such seat. */
public final class TicketNotFound extends Problem {
    TicketNotFound() {
        super(Kind.NOT_FOUND, "TICKET_NOT_FOUND");
    }
}
