package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One dated showing of a concert, as the booking needs it.
 *
 * @param date the day of {@code startsAt} in the configured zone; no concert plays twice on one date
 * @param onSaleAt from this instant seats can be held
 * @param totalSeats seats are numbered from 1 to this
 */
public record Performance(
        PerformanceId id,
        ConcertId concertId,
        LocalDate date,
        Instant startsAt,
        Instant onSaleAt,
        int totalSeats,
        Reopen reopen,
        boolean ownWaitingRoom) {

    /** On sale and not begun (C2). */
    public boolean isOnSale(Instant now) {
        return !now.isBefore(onSaleAt) && now.isBefore(startsAt);
    }
}
