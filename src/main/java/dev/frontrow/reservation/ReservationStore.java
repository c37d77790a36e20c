package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reservations' rows. What happens to the seats is {@link SeatStore}'s. */
@Repository
class ReservationStore {

    private static final String SELECT = """
            select r.id, r.concert_id, r.performance_id, p.date, r.user_id, r.seats, r.amount, r.status, r.held_at,
                   r.expires_at
              from reservation r join performance p on p.id = r.performance_id
            """;
    private static final int SAME_SEAT_ROWS = 100;

    private final JdbcClient jdbc;

    ReservationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lets one transaction at a time count and add to what a user has of a performance, so that the limit holds however
     * many requests come at once (H5). Taken before anything else, so it joins no circle of waiting.
     */
    void lockBuyer(UserId user, PerformanceId performance) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:buyer, 2))")
                .param("buyer", user + " " + performance)
                .query((row, number) -> true)
                .single();
    }

    /** What the user holds or owns of the performance at that instant. */
    List<Reservation> live(UserId user, PerformanceId performance, Instant now) {
        return jdbc.sql(SELECT + """
                 where r.user_id = :user and r.performance_id = :performance
                   and (r.status = 'PAID' or r.status = 'HELD' and r.expires_at > :now)
                """)
                .param("user", user.value())
                .param("performance", performance.value())
                .param("now", at(now))
                .query(ReservationStore::reservation)
                .list();
    }

    void insert(Reservation hold) {
        jdbc.sql("""
                insert into reservation
                       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
                values (:id, :performance, :concert, :user, :seats, :amount, 'HELD', :heldAt, :expiresAt)
                """)
                .param("id", hold.id().value())
                .param("performance", hold.performanceId().value())
                .param("concert", hold.concertId().value())
                .param("user", hold.userId().value())
                .param("seats", hold.seatNumbers().toArray(Integer[]::new))
                .param("amount", hold.amount())
                .param("heldAt", at(hold.heldAt()))
                .param("expiresAt", at(hold.expiresAt()))
                .update();
    }

    Optional<Reservation> find(ReservationId id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id.value())
                .query(ReservationStore::reservation)
                .optional();
    }

    /** The reservation, locked until the transaction ends. */
    Optional<Reservation> lock(ReservationId id) {
        return jdbc.sql(SELECT + " where r.id = :id for update of r")
                .param("id", id.value())
                .query(ReservationStore::reservation)
                .optional();
    }

    /** Ends a hold; the caller has locked it. */
    void end(Reservation hold, Status status, Instant now) {
        if (!hold.status().canBecome(status)) {
            throw new IllegalStateException(hold.status() + " cannot become " + status);
        }
        jdbc.sql("update reservation set status = :status, ended_at = :now where id = :id")
                .param("status", status.name())
                .param("now", at(now))
                .param("id", hold.id().value())
                .update();
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
                select r.*, p.date from expired r join performance p on p.id = r.performance_id
                """)
                .param("now", at(now))
                .param("limit", limit)
                .query(ReservationStore::reservation)
                .list();
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
                row.getObject("held_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
