package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes concerts, performances and seats. */
@Repository
class PublishingStore {

    private final JdbcClient jdbc;

    PublishingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ConcertId insert(NewConcert concert, Instant now) {
        return jdbc.sql("""
                        insert into concert (title, description, venue, own_waiting_room, reopen, created_at)
                        values (:title, :description, :venue, :ownWaitingRoom, :reopen, :now)
                        returning id""")
                .param("title", concert.title())
                .param("description", concert.description())
                .param("venue", concert.venue())
                .param("ownWaitingRoom", concert.ownWaitingRoom())
                .param("reopen", String.valueOf(concert.reopen()))
                .param("now", SqlTime.of(now))
                .query((row, number) -> new ConcertId(row.getLong("id")))
                .single();
    }

    boolean update(ConcertId id, ConcertChange change) {
        return jdbc.sql("""
                        update concert
                        set title = coalesce(:title, title),
                            description = coalesce(:description, description),
                            venue = coalesce(:venue, venue),
                            own_waiting_room = coalesce(:ownWaitingRoom, own_waiting_room),
                            reopen = coalesce(:reopen, reopen)
                        where id = :id and withdrawn_at is null""")
                        .param("title", change.title())
                        .param("description", change.description())
                        .param("venue", change.venue())
                        .param("ownWaitingRoom", change.ownWaitingRoom())
                        .param(
                                "reopen",
                                change.reopen() == null ? null : change.reopen().name())
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** Opens the seats that were waiting for the next daily reopening (H8). */
    void openCanceled(ConcertId id, Instant now) {
        var sql = """
                update seat s set status = 'AVAILABLE', changed_at = :now
                from performance p
                where p.concert_id = :id and p.starts_at > :now
                  and s.performance_id = p.id and s.status = 'CANCELED'""";
        jdbc.sql(sql).param("id", id.value()).param("now", SqlTime.of(now)).update();
    }

    /** Keeps the concert from being withdrawn while performances are added to it; false when there is none. */
    boolean holdOnTo(ConcertId id) {
        return jdbc.sql("select id from concert where id = :id and withdrawn_at is null for share")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Waits for those who are just taking seats of it, and lets no others begin before the transaction ends. */
    void keepFromSale(ConcertId id) {
        jdbc.sql("select id from concert where id = :id for update")
                .param("id", id.value())
                .query()
                .listOfRows();
    }

    /** Withdraws it unless a seat of it is held or sold. */
    boolean withdraw(ConcertId id, Instant now) {
        var sql = """
                update concert set withdrawn_at = :now
                where id = :id and withdrawn_at is null
                  and not exists (select 1 from performance p join seat s on s.performance_id = p.id
                                  where p.concert_id = :id and s.status in ('HELD', 'RESERVED'))""";
        return jdbc.sql(sql)
                        .param("now", SqlTime.of(now))
                        .param("id", id.value())
                        .update()
                > 0;
    }

    /** The new performance, or empty when the concert plays on that date already. */
    Optional<PerformanceId> insert(ConcertId concert, LocalDate date, NewPerformance performance, Instant now) {
        var layout = performance.layout();
        return jdbc.sql("""
                        insert into performance
                            (concert_id, date, starts_at, on_sale_at, total_seats, price_from, price_to)
                        values (:concert, :date, :startsAt, :onSaleAt, :seats, :priceFrom, :priceTo)
                        on conflict (concert_id, date) do nothing
                        returning id""")
                .param("concert", concert.value())
                .param("date", date)
                .param("startsAt", SqlTime.of(performance.begins()))
                .param("onSaleAt", SqlTime.of(performance.saleBegins(now)))
                .param("seats", layout.stream().mapToInt(Section::seats).sum())
                .param(
                        "priceFrom",
                        layout.stream().mapToLong(Section::price).min().orElseThrow())
                .param(
                        "priceTo",
                        layout.stream().mapToLong(Section::price).max().orElseThrow())
                .query((row, number) -> new PerformanceId(row.getLong("id")))
                .optional();
    }

    /** Numbers the seats through from 1 in the order of sections, rows and seats (C7). */
    void insertSeats(PerformanceId performance, List<Section> layout) {
        var first = 1;
        for (var section : layout) {
            jdbc.sql("""
                            insert into seat (performance_id, number, section, seat_row, price)
                            select :performance, :first + i, :section, (i / :seatsPerRow + 1)::text, :price
                            from generate_series(0, :seats - 1) as i""")
                    .param("performance", performance.value())
                    .param("first", first)
                    .param("section", section.name())
                    .param("seatsPerRow", section.seatsPerRow())
                    .param("price", section.price())
                    .param("seats", section.seats())
                    .update();
            first += section.seats();
        }
    }
}
