package dev.frontrow.organizer;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.shared.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each minute brought, and which events are in it already (E3). */
@Repository
class MinuteStore {

    private static final int FORGET_BATCH_ROWS = 10_000;

    private final JdbcClient jdbc;

    MinuteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers the events as counted; those that were not before. In order, so that two instances never deadlock. */
    Set<UUID> remember(Collection<UUID> events, Instant now) {
        return new HashSet<>(jdbc.sql("""
                insert into sales_event (event_id, counted_at)
                select id, :now from unnest(:events::uuid[]) as id order by id
                on conflict do nothing
                returning event_id
                """)
                .param("events", events.stream().map(UUID::toString).toArray(String[]::new))
                .param("now", SqlTime.of(now))
                .query(UUID.class)
                .list());
    }

    /** Forgets a batch of events that were counted before that time; true when there may be more. */
    boolean forget(Instant before) {
        return jdbc.sql("""
                delete from sales_event where event_id in (
                       select event_id from sales_event where counted_at < :before limit :batch)
                """)
                        .param("before", SqlTime.of(before))
                        .param("batch", FORGET_BATCH_ROWS)
                        .update()
                == FORGET_BATCH_ROWS;
    }

    /** Adds to a minute; to none when the performance is not known here. */
    void add(PerformanceId performance, Sales.Minute brought) {
        jdbc.sql("""
                insert into sales_minute as m
                       (performance_id, minute, seats_held, seats_lapsed, seats_canceled, seats_sold, revenue)
                select id, :minute, :held, :lapsed, :canceled, :sold, :revenue
                  from performance where id = :performance
                on conflict (performance_id, minute) do update
                   set seats_held = m.seats_held + excluded.seats_held,
                       seats_lapsed = m.seats_lapsed + excluded.seats_lapsed,
                       seats_canceled = m.seats_canceled + excluded.seats_canceled,
                       seats_sold = m.seats_sold + excluded.seats_sold,
                       revenue = m.revenue + excluded.revenue
                """)
                .param("performance", performance.value())
                .param("minute", SqlTime.of(brought.minute()))
                .param("held", brought.seatsHeld())
                .param("lapsed", brought.seatsLapsed())
                .param("canceled", brought.seatsCanceled())
                .param("sold", brought.seatsSold())
                .param("revenue", brought.revenue())
                .update();
    }

    /** The minutes that began after that time, oldest first. */
    Map<PerformanceId, List<Sales.Minute>> since(Instant after, List<PerformanceId> performances) {
        var found = new HashMap<PerformanceId, List<Sales.Minute>>();
        jdbc.sql("""
                select * from sales_minute
                 where performance_id = any(:performances) and minute > :after order by minute
                """)
                .param(
                        "performances",
                        performances.stream().map(PerformanceId::value).toArray(Long[]::new))
                .param("after", SqlTime.of(after))
                .query(row -> {
                    found.computeIfAbsent(new PerformanceId(row.getLong("performance_id")), first -> new ArrayList<>())
                            .add(minute(row));
                });
        return found;
    }

    private static Sales.Minute minute(ResultSet row) throws SQLException {
        return new Sales.Minute(
                SqlTime.in(row, "minute"),
                row.getLong("seats_held"),
                row.getLong("seats_lapsed"),
                row.getLong("seats_canceled"),
                row.getLong("seats_sold"),
                row.getLong("revenue"));
    }
}
