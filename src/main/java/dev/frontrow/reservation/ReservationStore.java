package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Reopen;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.reservation.Wanted.Buyer;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.RoundTrip;
import dev.frontrow.shared.Sql;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.Statements;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reservations' rows. What happens to the seats later than at the hold is {@link SeatStore}'s. */
@Repository
class ReservationStore {

    private static final String COLUMNS = """
            select r.id, r.concert_id, r.performance_id, r.user_id, r.seats, r.amount, r.status, r.held_at,
                   r.expires_at,
            """;

    private static final String SELECT = COLUMNS + """
                   p.date
              from reservation r join performance p on p.id = r.performance_id
            """;
    private static final int SAME_SEAT_ROWS = 100;

    /** Holds that were due and still run. */
    record Overdue(long holds, Instant since) {}

    private final JdbcClient jdbc;
    private final Statements statements;
    private final ReopeningDays days;

    ReservationStore(JdbcClient jdbc, Statements statements, ReopeningDays days) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.days = days;
    }

    /** For what a transaction asks at its beginning. */
    RoundTrip together() {
        return statements.together();
    }

    /**
     * Lets one transaction at a time count and add to what a user has of a performance, so that the limit holds however
     * many requests come at once (H5). Taken before anything else, and in one order, so it joins no circle of waiting.
     */
    void lockBuyers(Collection<Buyer> buyers, RoundTrip trip) {
        trip.add(Sql.of("""
                select pg_advisory_xact_lock(lock)
                  from (select hashtextextended(buyer, 2) as lock from unnest(:buyers::text[]) as buyer
                         order by lock) as locks
                """)
                .with(
                        "buyers",
                        buyers.stream()
                                .map(buyer -> buyer.user() + " " + buyer.performance())
                                .toArray(String[]::new)));
    }

    /**
     * What the buyers own or hold, the holds that are due and still run included, and of a concert that reopens daily
     * what they have given back since. Each buyer's rows are looked up by themselves ({@code offset 0} insists), and
     * those of each status: a plan of the sale's first second would read everybody's a minute later, or all that the
     * buyer has ever canceled.
     *
     * @param buyers and when the canceled seats of their performance reopen
     */
    Supplier<List<Reservation>> of(Map<Buyer, Reopen> buyers, Instant now, RoundTrip trip) {
        return trip.query(
                Sql.of(COLUMNS + """
                       (select date from performance where id = r.performance_id) as date
                  from unnest(:users::uuid[], :performances::bigint[], :daily::boolean[])
                       as buyer (user_id, performance_id, daily)
                 cross join unnest(case when buyer.daily then '{HELD,PAID,CANCELED,EXPIRED}'::text[]
                                                         else '{HELD,PAID}' end) as wanted (status)
                 cross join lateral (
                       select * from reservation
                        where user_id = buyer.user_id and performance_id = buyer.performance_id
                          and status = wanted.status and (status in ('HELD', 'PAID') or ended_at >= :reopened)
                       offset 0) as r
                """)
                        .with(
                                "users",
                                column(
                                        buyers.keySet(),
                                        UUID[]::new,
                                        buyer -> buyer.user().value()))
                        .with(
                                "performances",
                                column(
                                        buyers.keySet(),
                                        Long[]::new,
                                        buyer -> buyer.performance().value()))
                        .with("daily", column(buyers.values(), Boolean[]::new, Reopen.DAILY::equals))
                        .with("reopened", SqlTime.of(days.begin(days.at(now)))),
                ReservationStore::reservation);
    }

    /**
     * Writes new holds and makes their seats, which were locked free, {@code HELD}: in one statement however many
     * they are, by the commit.
     */
    void insert(List<Reservation> holds) {
        int seats = holds.stream().mapToInt(hold -> hold.seatNumbers().size()).sum();
        var sql = Sql.of("""
                with hold as (
                    insert into reservation
                           (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
                    select id, performance_id, concert_id, user_id, seats::integer[], amount, 'HELD', held_at,
                           expires_at
                      from unnest(:ids::uuid[], :performances::bigint[], :concerts::bigint[], :users::uuid[],
                                  :seats::text[], :amounts::bigint[], :heldAt::timestamptz[], :expiresAt::timestamptz[])
                           as hold (id, performance_id, concert_id, user_id, seats, amount, held_at, expires_at)
                    returning id, performance_id, seats, held_at)
                update seat s set status = 'HELD', reservation_id = hold.id, changed_at = hold.held_at
                  from hold
                 where s.performance_id = hold.performance_id and s.number = any(hold.seats) and s.status = 'AVAILABLE'
                """)
                .with("ids", column(holds, UUID[]::new, hold -> hold.id().value()))
                .with(
                        "performances",
                        column(holds, Long[]::new, hold -> hold.performanceId().value()))
                .with(
                        "concerts",
                        column(holds, Long[]::new, hold -> hold.concertId().value()))
                .with("users", column(holds, UUID[]::new, hold -> hold.userId().value()))
                .with("seats", column(holds, String[]::new, ReservationStore::seats))
                .with("amounts", column(holds, Long[]::new, Reservation::amount))
                .with(
                        "heldAt",
                        column(holds, String[]::new, hold -> hold.heldAt().toString()))
                .with(
                        "expiresAt",
                        column(holds, String[]::new, hold -> hold.expiresAt().toString()));
        statements.later(sql, seats, "A seat that was locked free is free no more");
    }

    private static <R, V> V[] column(Collection<R> rows, IntFunction<V[]> array, Function<R, V> value) {
        return rows.stream().map(value).toArray(array);
    }

    Optional<Reservation> find(ReservationId id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id.value())
                .query(ReservationStore::reservation)
                .optional();
    }

    /** As PostgreSQL writes an array; one of arrays would want them equally long. */
    private static String seats(Reservation hold) {
        return hold.seatNumbers().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** The reservations, locked until the transaction ends; in one order, so that nobody deadlocks. */
    List<Reservation> lock(Collection<ReservationId> ids) {
        return locked(ids, "");
    }

    /** The same, but for those that somebody is just paying, canceling or lapsing: nobody is waited for. */
    List<Reservation> lockFree(Collection<ReservationId> ids) {
        return locked(ids, " skip locked");
    }

    private List<Reservation> locked(Collection<ReservationId> ids, String otherwise) {
        return jdbc.sql(SELECT + " where r.id = any(:ids) order by r.id for update of r" + otherwise)
                .param("ids", ids.stream().map(ReservationId::value).toArray(UUID[]::new))
                .query(ReservationStore::reservation)
                .list();
    }

    /** Ends holds by the commit; the caller has locked them. */
    void end(List<Reservation> holds, Status status, Instant now) {
        for (var hold : holds) {
            if (!hold.status().canBecome(status)) {
                throw new IllegalStateException(hold.status() + " cannot become " + status);
            }
        }
        statements.later(Sql.of("update reservation set status = :status, ended_at = :now where id = any(:ids)")
                .with("status", status.name())
                .with("now", SqlTime.of(now))
                .with("ids", column(holds, UUID[]::new, hold -> hold.id().value())));
    }

    /** Expires holds that are due, oldest first, passing over those that somebody is just paying or canceling. */
    List<Reservation> expireDue(Instant now, int limit) {
        return jdbc.sql("""
                with due as (
                    select id from reservation where status = 'HELD' and expires_at <= :now
                     order by expires_at limit :limit for update skip locked
                ), expired as (
                    update reservation r set status = 'EXPIRED', ended_at = :now
                      from due where r.id = due.id returning r.*
                )
                """ + COLUMNS + """
                       p.date
                  from expired r join performance p on p.id = r.performance_id
                """)
                .param("now", SqlTime.of(now))
                .param("limit", limit)
                .query(ReservationStore::reservation)
                .list();
    }

    /** How many holds were due by then and still run, counted up to that many, and the earliest deadline of them. */
    Optional<Overdue> overdue(Instant by, int most) {
        return jdbc.sql("""
                select expires_at,
                       (select count(*) from (select 1 from reservation where status = 'HELD' and expires_at <= :by
                                               limit :most) as counted) as holds
                  from reservation where status = 'HELD' and expires_at <= :by order by expires_at limit 1
                """)
                .param("by", SqlTime.of(by))
                .param("most", most)
                .query((row, number) -> new Overdue(row.getLong("holds"), SqlTime.in(row, "expires_at")))
                .optional();
    }

    /** The user's reservations with that seat on that day, newest first. */
    List<Reservation> withSeat(UserId user, LocalDate date, int seat, @Nullable ConcertId concert) {
        return jdbc.sql(SELECT + """
                 where r.user_id = :user and p.date = :date and :seat = any(r.seats)
                   and (:concert::bigint is null or r.concert_id = :concert)
                 order by r.id desc limit :limit
                """)
                .param("user", user.value())
                .param("date", date)
                .param("seat", seat)
                .param("concert", concert == null ? null : concert.value())
                .param("limit", SAME_SEAT_ROWS)
                .query(ReservationStore::reservation)
                .list();
    }

    /** The user's reservations, newest first; ids grow with time, so they are the cursor as well. */
    List<Reservation> of(UserId user, @Nullable ConcertId concert, @Nullable ReservationId before, int limit) {
        return jdbc.sql(SELECT + """
                 where r.user_id = :user and (:concert::bigint is null or r.concert_id = :concert)
                   and (:before::uuid is null or r.id < :before)
                 order by r.id desc limit :limit
                """)
                .param("user", user.value())
                .param("concert", concert == null ? null : concert.value())
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(ReservationStore::reservation)
                .list();
    }

    private static Reservation reservation(ResultSet row, int number) throws SQLException {
        return new Reservation(
                new ReservationId(row.getObject("id", UUID.class)),
                new ConcertId(row.getLong("concert_id")),
                new PerformanceId(row.getLong("performance_id")),
                row.getObject("date", LocalDate.class),
                new UserId(row.getObject("user_id", UUID.class)),
                List.of((Integer[]) row.getArray("seats").getArray()),
                row.getLong("amount"),
                Status.valueOf(row.getString("status")),
                SqlTime.in(row, "held_at"),
                SqlTime.in(row, "expires_at"));
    }
}
