package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a door learns of a ticket.
 *
 * @param status {@code valid|used|refunded}
 * @param section and {@code row}: where the seat is
 * @param checkedInAt when somebody was let in with it; null when nobody was
 */
record DoorReport(
        String status,
        ReservationId reservationId,
        PerformanceId performanceId,
        int seatNumber,
        String section,
        String row,
        @Nullable Instant checkedInAt) {

    /** For a refusal, which says the same. */
    Map<String, @Nullable Object> details() {
        var details = new HashMap<String, @Nullable Object>();
        details.put("status", status);
        details.put("reservationId", reservationId);
        details.put("performanceId", performanceId);
        details.put("seatNumber", seatNumber);
        details.put("section", section);
        details.put("row", row);
        details.put("checkedInAt", checkedInAt);
        return details;
    }
}
