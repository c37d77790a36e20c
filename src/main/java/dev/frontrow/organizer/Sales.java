package dev.frontrow.organizer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a performance sells (O3).
 *
 * @param revenue points of the paid reservations
 * @param holdsLapsed holds that ran out unpaid
 * @param minutes what the last minutes brought, oldest first; absent when not asked for
 */
public record Sales(
        ConcertId concertId,
        PerformanceId performanceId,
        LocalDate date,
        int totalSeats,
        long available,
        long held,
        long reserved,
        long canceled,
        long revenue,
        long holdsLapsed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Minute> minutes) {

    /**
     * What a minute of the sale brought, counted from the events and so a moment behind (E3). Minutes in which nothing
     * happened are not there.
     *
     * @param minute its begin
     * @param revenue points
     */
    public record Minute(
            Instant minute, long seatsHeld, long seatsLapsed, long seatsCanceled, long seatsSold, long revenue) {

        Minute plus(Minute other) {
            return new Minute(
                    minute,
                    seatsHeld + other.seatsHeld,
                    seatsLapsed + other.seatsLapsed,
                    seatsCanceled + other.seatsCanceled,
                    seatsSold + other.seatsSold,
                    revenue + other.revenue);
        }
    }

    Sales with(List<Minute> lastMinutes) {
        return new Sales(
                concertId,
                performanceId,
                date,
                totalSeats,
                available,
                held,
                reserved,
                canceled,
                revenue,
                holdsLapsed,
                lastMinutes);
    }
}
