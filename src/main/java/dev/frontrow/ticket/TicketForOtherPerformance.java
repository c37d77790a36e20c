package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A good ticket at the wrong door: it stays unused. Names the performance it is for. */
public final class TicketForOtherPerformance extends Problem {

    private final transient Ticket ticket;

    TicketForOtherPerformance(Ticket ticket) {
        super(Kind.CONFLICT, "TICKET_FOR_OTHER_PERFORMANCE");
        this.ticket = ticket;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return Map.of("performanceId", ticket.performance());
    }
}
