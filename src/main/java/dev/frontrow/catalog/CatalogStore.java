package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads concerts, performances and seats. */
@Repository
class CatalogStore {

    private static final String PERFORMANCES = """
            select p.id, p.concert_id, p.date, p.starts_at, p.on_sale_at, p.total_seats, c.reopen, c.own_waiting_room
            from performance p join concert c on c.id = p.concert_id
            where c.withdrawn_at is null and\s""";

    private static final String CONCERT_COLUMNS = """
            select c.id as concert_id, c.title, c.description, c.venue, c.reopen, c.own_waiting_room,
                   (select min(on_sale_at) from performance where concert_id = c.id) as opens_at,
                   p.id, p.date, p.starts_at, p.on_sale_at, p.total_seats, p.price_from, p.price_to,
                   seats.remaining as remaining_seats, seats.unsold as unsold_seats
            """;

    private static final String SEAT_COUNTS = """
            left join lateral (
                select sum(available) as remaining, sum(available + held + canceled) as unsold
                from seat_tally where performance_id = p.id) seats on true
            """;

    private static final int MAX_SHOWINGS_LISTED = 10_000;

    private final JdbcClient jdbc;

    CatalogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Performance> performance(PerformanceId id) {
        return jdbc.sql(PERFORMANCES + "p.id = :id")
                .param("id", id.value())
                .query((row, number) -> performance(row))
                .optional();
    }

    List<Performance> performancesOn(LocalDate date) {
        return jdbc.sql(PERFORMANCES + "p.date = :date order by p.id")
                .param("date", date)
                .query((row, number) -> performance(row))
                .list();
    }

    /** Every concert with a performance yet to come. */
    List<Concert> concertsToCome(Instant now) {
        var sql = CONCERT_COLUMNS + """
                from concert c join performance p on p.concert_id = c.id and p.starts_at > :now
                """ + SEAT_COUNTS + """
                where c.withdrawn_at is null
                order by c.id, p.date
                limit :limit""";
        return concerts(jdbc.sql(sql).param("now", SqlTime.of(now)).param("limit", MAX_SHOWINGS_LISTED));
    }

    /** Every concert that is not withdrawn, those without a performance to come as well; the newest first. */
    List<Concert> everyConcert(Instant now) {
        var sql = CONCERT_COLUMNS + """
                from concert c left join performance p on p.concert_id = c.id and p.starts_at > :now
                """ + SEAT_COUNTS + """
                where c.withdrawn_at is null
                order by c.id desc, p.date
                limit :limit""";
        return concerts(jdbc.sql(sql).param("now", SqlTime.of(now)).param("limit", MAX_SHOWINGS_LISTED));
    }

    Optional<Concert> concert(ConcertId id, Instant now) {
        var sql = CONCERT_COLUMNS + """
                from concert c left join performance p on p.concert_id = c.id and p.starts_at > :now
                """ + SEAT_COUNTS + """
                where c.withdrawn_at is null and c.id = :id
                order by p.date""";
        return concerts(jdbc.sql(sql).param("now", SqlTime.of(now)).param("id", id.value())).stream()
                .findAny();
    }

    /** Empty for a concert that is not there or withdrawn. */
    Optional<Boolean> hasOwnWaitingRoom(ConcertId id) {
        return jdbc.sql("select own_waiting_room from concert where withdrawn_at is null and id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .optional();
    }

    /** When the first performance of each of the concerts goes or went on sale; without those that have none. */
    Map<ConcertId, Instant> openings(Collection<ConcertId> ids) {
        return jdbc.sql("""
                        select c.id, min(p.on_sale_at) as opens_at
                        from concert c join performance p on p.concert_id = c.id
                        where c.withdrawn_at is null and c.id = any(:ids) group by c.id""")
                .param("ids", ids.stream().map(ConcertId::value).toArray(Long[]::new))
                .query(rows -> {
                    var openings = new HashMap<ConcertId, Instant>();
                    while (rows.next()) {
                        openings.put(new ConcertId(rows.getLong("id")), SqlTime.in(rows, "opens_at"));
                    }
                    return openings;
                });
    }

    private static List<Concert> concerts(JdbcClient.StatementSpec statement) {
        var concerts = new ArrayList<Concert>();
        var showings = new HashMap<Long, List<Showing>>();
        statement.query(row -> {
            var id = row.getLong("concert_id");
            var its = showings.get(id);
            if (its == null) {
                its = new ArrayList<>();
                showings.put(id, its);
                concerts.add(concert(row, Collections.unmodifiableList(its)));
            }
            if (row.getObject("id") != null) {
                its.add(showing(row));
            }
        });
        return List.copyOf(concerts);
    }

    private static Concert concert(ResultSet row, List<Showing> showings) throws SQLException {
        return new Concert(
                new ConcertId(row.getLong("concert_id")),
                row.getString("title"),
                row.getString("description"),
                row.getString("venue"),
                Reopen.valueOf(row.getString("reopen")),
                row.getBoolean("own_waiting_room"),
                SqlTime.orNull(row, "opens_at"),
                showings);
    }

    private static Showing showing(ResultSet row) throws SQLException {
        return new Showing(
                performance(row),
                row.getLong("price_from"),
                row.getLong("price_to"),
                row.getInt("remaining_seats"),
                row.getInt("unsold_seats"));
    }

    private static Performance performance(ResultSet row) throws SQLException {
        return new Performance(
                new PerformanceId(row.getLong("id")),
                new ConcertId(row.getLong("concert_id")),
                row.getObject("date", LocalDate.class),
                SqlTime.in(row, "starts_at"),
                SqlTime.in(row, "on_sale_at"),
                row.getInt("total_seats"),
                Reopen.valueOf(row.getString("reopen")),
                row.getBoolean("own_waiting_room"));
    }

    /**
     * One letter per seat in order of their numbers: the first one of the seat's status. One short text instead of
     * 60,000 rows, because it is read five times a second.
     */
    String seatStates(PerformanceId id) {
        var sql = """
                select coalesce(string_agg(left(status, 1), '' order by number), '')
                from seat where performance_id = :id""";
        return jdbc.sql(sql).param("id", id.value()).query(String.class).single();
    }

    /** The rows of a performance's seats, by number. */
    List<SeatRow> layout(PerformanceId id) {
        return jdbc.sql("""
                        select section, seat_row, price, min(number) as first, count(*) as seats
                        from seat where performance_id = :id
                        group by section, seat_row, price order by first""")
                .param("id", id.value())
                .query((row, number) -> new SeatRow(
                        row.getString("section"),
                        row.getString("seat_row"),
                        row.getLong("price"),
                        row.getInt("first"),
                        row.getInt("seats")))
                .list();
    }
}
