package dev.frontrow.reservation;

import dev.frontrow.shared.PatientTransaction;
import dev.frontrow.shared.ZoneSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the canceled seats of {@code DAILY} concerts available again at 09:00 in the configured zone (H8). Looks every
 * second whether the day's reopening is recorded, so one that was missed is made up as soon as a server runs.
 */
@Component
class Reopening {

    private static final long LOOK_MS = 1_000;
    private static final Logger log = LoggerFactory.getLogger(Reopening.class);

    private final JdbcClient jdbc;
    private final SeatStore seats;
    private final PatientTransaction transaction;
    private final HoldSettings settings;
    private final ZoneSettings zone;
    private final Clock clock;
    private volatile LocalDate lastDone = LocalDate.EPOCH;

    Reopening(
            JdbcClient jdbc,
            SeatStore seats,
            PatientTransaction transaction,
            HoldSettings settings,
            ZoneSettings zone,
            Clock clock) {
        this.jdbc = jdbc;
        this.seats = seats;
        this.transaction = transaction;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(zone.zone());
        LocalDate day = local.toLocalTime().isBefore(settings.reopenAt())
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
        if (!day.equals(lastDone)) {
            Instant due = day.atTime(settings.reopenAt()).atZone(zone.zone()).toInstant();
            transaction.run(() -> reopen(day, due, now));
            lastDone = day;
        }
    }

    /** Whoever inserts the day's row does it; the others wait for that commit and find it done. */
    private boolean reopen(LocalDate day, Instant due, Instant now) {
        int first = jdbc.sql("insert into reopening (day, ran_at, seats) values (:day, :now, 0) on conflict do nothing")
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (first == 1) {
            int opened = seats.reopen(due, now);
            jdbc.sql("update reopening set seats = :opened where day = :day")
                    .param("opened", opened)
                    .param("day", day)
                    .update();
            log.atInfo().addKeyValue("day", day).addKeyValue("seats", opened).log("canceled seats reopened");
        }
        return first == 1;
    }
}
