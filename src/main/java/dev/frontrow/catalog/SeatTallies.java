package dev.frontrow.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Adds up the lines that changes of seats leave in {@code seat_tally}, so that there are few to read. Every instance
 * does it: a line that another one has just added up is gone, and counts for nobody else.
 */
@Component
class SeatTallies {

    private static final long EVERY_MS = 1_000;

    private final JdbcClient jdbc;

    SeatTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lines that somebody else is adding up are left to them, so that nobody waits for a lock. */
    @Scheduled(fixedDelay = EVERY_MS)
    void addUp() {
        jdbc.sql("""
                with line as (
                    select ctid from seat_tally
                     where performance_id in (
                           select performance_id from seat_tally group by performance_id having count(*) > 1)
                       for update skip locked),
                added as (
                    delete from seat_tally where ctid in (select ctid from line) returning *)
                insert into seat_tally
                select performance_id, sum(available), sum(held), sum(reserved), sum(canceled)
                from added group by performance_id
                """).update();
    }
}
