package dev.frontrow.ticket;

import dev.frontrow.shared.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody was let in with this ticket before; says when. */
public final class TicketUsed extends Problem {

    private final transient DoorReport report;

    TicketUsed(DoorReport report) {
        super(Kind.CONFLICT, "TICKET_USED");
        this.report = report;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return report.details();
    }
}
