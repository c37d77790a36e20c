package dev.frontrow.reservation;

import dev.frontrow.shared.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The days whose seats have reopened: a row is written once, by whoever reopens that day's seats (H8). */
@Repository
class ReopeningStore {

    private final JdbcClient jdbc;

    ReopeningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the day has its reopening already. */
    boolean begin(LocalDate day, Instant now) {
        return claims(
                "insert into reopening (day, ran_at, seats) values (:day, :now, 0) on conflict do nothing", day, now);
    }

    /** False when the day's reopening has been repeated already. */
    boolean repeat(LocalDate day, Instant now) {
        return claims("update reopening set repeated_at = :now where day = :day and repeated_at is null", day, now);
    }

    private boolean claims(String sql, LocalDate day, Instant now) {
        return jdbc.sql(sql).param("day", day).param("now", SqlTime.of(now)).update() == 1;
    }

    /** Adds seats that were opened to those of the day. */
    void count(LocalDate day, int opened) {
        jdbc.sql("update reopening set seats = seats + :opened where day = :day")
                .param("opened", opened)
                .param("day", day)
                .update();
    }
}
