package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reservation of this ticket was paid back. */
public final class TicketRefunded extends Problem {

    private final transient DoorReport report;

    TicketRefunded(DoorReport report) {
        super(Kind.GONE, "TICKET_REFUNDED");
        this.report = report;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return report.details();
    }
}
