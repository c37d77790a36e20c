package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The state of the seats: {@code AVAILABLE → HELD → RESERVED}, {@code HELD → CANCELED → AVAILABLE}. Every statement
 * names the state it starts from, so that a seat that has moved on is not moved again.
 */
@Repository
class SeatStore {

    private final JdbcClient jdbc;

    SeatStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What asking for seats found.
     *
     * @param numbers those that were free
     * @param price of the free ones together, in points
     */
    record Free(List<Integer> numbers, long price) {}

    private record Priced(int number, long price) {}

    /**
     * Makes the seats {@code HELD} if every one is free, and none otherwise. Seats are locked in order of their numbers
     * and a locked one counts as taken, so nobody waits and nobody deadlocks (H3).
     */
    Free hold(PerformanceId performance, List<Integer> numbers, ReservationId reservation, Instant now) {
        var free = jdbc.sql("""
                with free as materialized (
                    select number, price from seat
                     where performance_id = :performance and number = any(:numbers) and status = 'AVAILABLE'
                     order by number for update skip locked
                ), held as (
                    update seat s set status = 'HELD', reservation_id = :reservation, changed_at = :now
                      from free
                     where s.performance_id = :performance and s.number = free.number
                       and (select count(*) from free) = :asked
                )
                select number, price from free order by number
                """)
                .param("performance", performance.value())
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("reservation", reservation.value())
                .param("now", at(now))
                .param("asked", numbers.size())
                .query((row, index) -> new Priced(row.getInt("number"), row.getLong("price")))
                .list();
        return new Free(
                free.stream().map(Priced::number).toList(),
                free.stream().mapToLong(Priced::price).sum());
    }

    /** Gives the held seats their owner; the number of seats moved. */
    int sell(Reservation paid, Instant now) {
        return jdbc.sql("""
                update seat set status = 'RESERVED', owner_id = :owner, changed_at = :now
                 where performance_id = :performance and number = any(:numbers)
                   and status = 'HELD' and reservation_id = :reservation
                """)
                .param("owner", paid.userId().value())
                .param("now", at(now))
                .param("performance", paid.performanceId().value())
                .param("numbers", paid.seatNumbers().toArray(Integer[]::new))
                .param("reservation", paid.id().value())
                .update();
    }

    /**
     * Lets go the seats of ended holds: to {@code AVAILABLE} where the concert reopens at once, else {@code
     * CANCELED} (H8).
     */
    void letGo(List<Reservation> ended, Instant now) {
        jdbc.sql("""
                update seat s
                   set status = case c.reopen when 'IMMEDIATELY' then 'AVAILABLE' else 'CANCELED' end,
                       reservation_id = null, changed_at = :now
                  from reservation r join concert c on c.id = r.concert_id
                 where r.id = any(:reservations) and s.performance_id = r.performance_id
                   and s.number = any(r.seats) and s.status = 'HELD' and s.reservation_id = r.id
                """)
                .param("now", at(now))
                .param("reservations", ended.stream().map(r -> r.id().value()).toArray(UUID[]::new))
                .update();
    }

    /**
     * Opens the seats canceled before that instant, whatever the concert (H8); how many. A seat of one that reopens at
     * once was canceled while that concert still reopened daily.
     */
    int reopen(Instant canceledBefore, Instant now) {
        return jdbc.sql("""
                update seat s set status = 'AVAILABLE', changed_at = :now
                  from performance p
                 where p.starts_at > :now
                   and s.performance_id = p.id and s.status = 'CANCELED' and s.changed_at < :before
                """)
                .param("now", at(now))
                .param("before", at(canceledBefore))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
