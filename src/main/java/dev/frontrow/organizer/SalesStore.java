package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.PatientTransaction;
import dev.frontrow.shared.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the figures of a sale from the seats and the reservations (O3). */
@Repository
class SalesStore {

    /** How many seats of a performance are in each state. */
    record SeatsOnSale(
            ConcertId concert,
            PerformanceId performance,
            LocalDate date,
            long available,
            long held,
            long reserved,
            long canceled) {}

    private final JdbcClient jdbc;
    private final PatientTransaction transaction;

    SalesStore(JdbcClient jdbc, PatientTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Per performance, the newest date first.
     *
     * @param after null for the first; else the last that is known already
     * @param limit at most so many
     */
    List<Sales> of(@Nullable ConcertId concert, @Nullable PerformanceId after, int limit) {
        return transaction.run(() -> read(concert, after, limit));
    }

    /** The seats of the performances on sale at that instant, those whose sale began last first. */
    List<SeatsOnSale> onSale(Instant now, int most) {
        return transaction.run(() -> jdbc.sql("""
                select p.concert_id, p.id, p.date, s.*
                  from (select p.* from performance p join concert c on c.id = p.concert_id
                         where p.on_sale_at <= :now and p.starts_at > :now and c.withdrawn_at is null
                         order by p.on_sale_at desc, p.id desc limit :limit) p
                  cross join lateral (
                      select sum(available) as available, sum(held) as held, sum(reserved) as reserved,
                             sum(canceled) as canceled
                        from seat_tally where performance_id = p.id) s
                """)
                .param("now", SqlTime.of(now))
                .param("limit", most)
                .query((row, number) -> new SeatsOnSale(
                        new ConcertId(row.getLong("concert_id")),
                        new PerformanceId(row.getLong("id")),
                        row.getObject("date", LocalDate.class),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("reserved"),
                        row.getLong("canceled")))
                .list());
    }

    private List<Sales> read(@Nullable ConcertId concert, @Nullable PerformanceId after, int limit) {
        return jdbc.sql("""
                select p.concert_id, p.id, p.date, p.total_seats, s.*, r.*
                  from (select * from performance
                         where (:concert::bigint is null or concert_id = :concert)
                           and (:after::bigint is null
                                or (date, -id) < (select date, -id from performance where id = :after))
                         order by date desc, id limit :limit) p
                  cross join lateral (
                      select sum(available) as available, sum(held) as held, sum(reserved) as reserved,
                             sum(canceled) as canceled
                        from seat_tally where performance_id = p.id) s
                  cross join lateral (
                      select coalesce(sum(amount) filter (where status = 'PAID'), 0) as revenue,
                             count(*) filter (where status = 'EXPIRED') as lapsed
                        from reservation where performance_id = p.id and status in ('PAID', 'EXPIRED')) r
                 order by p.date desc, p.id
                """)
                .param("concert", concert == null ? null : concert.value())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, number) -> new Sales(
                        new ConcertId(row.getLong("concert_id")),
                        new PerformanceId(row.getLong("id")),
                        row.getObject("date", LocalDate.class),
                        row.getInt("total_seats"),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("reserved"),
                        row.getLong("canceled"),
                        row.getLong("revenue"),
                        row.getLong("lapsed"),
                        null))
                .list();
    }
}
