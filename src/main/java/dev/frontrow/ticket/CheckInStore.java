package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who was let in, and when; the table takes each ticket once. */
@Repository
class CheckInStore {

    private final JdbcClient jdbc;

    CheckInStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets in with that ticket; false when somebody was before, or when it is not paid for any more. */
    boolean insert(Ticket ticket, UserId by, Instant now) {
        return jdbc.sql("""
                insert into check_in (reservation_id, seat_number, checked_in_at, checked_in_by)
                select id, :seat, :now, :by from reservation
                 where id = :reservation and performance_id = :performance and :seat = any(seats) and status = 'PAID'
                   for share
                on conflict do nothing
                """)
                        .param("seat", ticket.seat())
                        .param("now", SqlTime.of(now))
                        .param("by", by.value())
                        .param("reservation", ticket.reservation().value())
                        .param("performance", ticket.performance().value())
                        .update()
                == 1;
    }

    /** How many tickets of that performance are paid for, and with how many of them somebody was let in. */
    Attendance attendance(PerformanceId performance) {
        return jdbc.sql("""
                select coalesce(sum(cardinality(seats)), 0) as sold,
                       coalesce(sum((select count(*) from check_in where reservation_id = paid.id)), 0) as checked_in
                  from reservation paid
                 where performance_id = :performance and status = 'PAID'
                """)
                .param("performance", performance.value())
                .query((row, number) -> new Attendance(performance, row.getInt("checked_in"), row.getInt("sold")))
                .single();
    }

    /** When somebody was let in with that ticket. */
    Optional<Instant> of(Ticket ticket) {
        return Optional.ofNullable(of(ticket.reservation()).get(ticket.seat()));
    }

    /** When somebody was let in, by the numbers of the reservation's seats. */
    Map<Integer, Instant> of(ReservationId reservation) {
        return jdbc
                .sql("select seat_number, checked_in_at from check_in where reservation_id = :reservation")
                .param("reservation", reservation.value())
                .query((row, number) -> Map.entry(row.getInt("seat_number"), SqlTime.in(row, "checked_in_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
