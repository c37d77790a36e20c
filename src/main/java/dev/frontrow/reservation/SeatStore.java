package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.SeatId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RoundTrip;
import dev.frontrow.shared.Sql;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The state of the seats: {@code AVAILABLE → HELD → RESERVED}, {@code HELD → CANCELED → AVAILABLE}. Every statement
 * names the state it starts from, so that a seat that has moved on is not moved again.
 */
@Repository
class SeatStore {

    private final JdbcClient jdbc;
    private final Statements statements;

    SeatStore(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    private record Priced(SeatId seat, long price) {}

    /**
     * Locks those of the seats that are free, and tells the price of each in points. They are locked in order of their
     * numbers and a locked one counts as taken, so nobody waits and nobody deadlocks (H3).
     */
    Supplier<Map<SeatId, Long>> lockFree(List<SeatId> wanted, RoundTrip trip) {
        var free = trip.query(
                Sql.of("""
                select performance_id, number, price from seat
                 where (performance_id, number) in (select * from unnest(:performances::bigint[], :numbers::integer[]))
                   and status = 'AVAILABLE'
                 order by performance_id, number for update skip locked
                """)
                        .with(
                                "performances",
                                wanted.stream()
                                        .map(seat -> seat.performance().value())
                                        .toArray(Long[]::new))
                        .with("numbers", wanted.stream().map(SeatId::number).toArray(Integer[]::new)),
                (row, index) -> new Priced(
                        SeatId.of(new PerformanceId(row.getLong("performance_id")), row.getInt("number")),
                        row.getLong("price")));
        return () -> free.get().stream().collect(Collectors.toMap(Priced::seat, Priced::price));
    }

    /**
     * Which of the concerts are not withdrawn, nor will be before the transaction ends. Were PostgreSQL shown how many
     * they are, it would plan this anew for each batch, for 0.1 ms.
     */
    Supplier<Set<ConcertId>> keepOffered(Collection<ConcertId> concerts, RoundTrip trip) {
        var offered = trip.query(
                Sql.of("""
                select id from concert
                 where id = any(array(select unnest(:concerts::bigint[]))) and withdrawn_at is null for key share
                """)
                        .with(
                                "concerts",
                                concerts.stream().map(ConcertId::value).toArray(Long[]::new)),
                (row, index) -> new ConcertId(row.getLong("id")));
        return () -> Set.copyOf(offered.get());
    }

    /** Gives the held seats of paid reservations their owners, by the commit. */
    void sell(List<Reservation> paid, Instant now) {
        int seats = paid.stream().mapToInt(hold -> hold.seatNumbers().size()).sum();
        var sql = Sql.of("""
                update seat s set status = 'RESERVED', owner_id = r.user_id, changed_at = :now
                  from reservation r
                 where r.id = any(:reservations) and s.performance_id = r.performance_id
                   and s.number = any(r.seats) and s.status = 'HELD' and s.reservation_id = r.id
                """).with("now", SqlTime.of(now)).with("reservations", ids(paid));
        statements.later(sql, seats, "The seats of the holds are not all their own");
    }

    /**
     * Lets go the seats of ended holds: to {@code AVAILABLE} where the concert reopens at once, else {@code
     * CANCELED} (H8), which does not change before the transaction ends. They count as let go at the hold's deadline
     * when that was earlier, or those that nobody could let go before a reopening would stay shut for a day more.
     */
    void letGo(List<Reservation> ended, Instant now) {
        jdbc.sql("""
                with ended as (
                    select r.id as reservation, r.performance_id, r.seats, least(:now, r.expires_at) as at, c.reopen
                      from reservation r join concert c on c.id = r.concert_id
                     where r.id = any(:reservations) for share of c
                )
                update seat s
                   set status = case e.reopen when 'IMMEDIATELY' then 'AVAILABLE' else 'CANCELED' end,
                       reservation_id = null, changed_at = e.at
                  from ended e
                 where s.performance_id = e.performance_id and s.number = any(e.seats)
                   and s.status = 'HELD' and s.reservation_id = e.reservation
                """)
                .param("now", SqlTime.of(now))
                .param("reservations", ids(ended))
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
                .param("now", SqlTime.of(now))
                .param("before", SqlTime.of(canceledBefore))
                .update();
    }

    private static UUID[] ids(List<Reservation> reservations) {
        return reservations.stream().map(r -> r.id().value()).toArray(UUID[]::new);
    }
}
