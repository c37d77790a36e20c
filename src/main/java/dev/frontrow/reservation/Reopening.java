package dev.frontrow.reservation;

import dev.frontrow.shared.PatientTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the canceled seats of {@code DAILY} concerts available again at the time of day that is set, in the configured
 * zone (H8). Looks every second whether the day's reopening is recorded, so one that was missed is made up as soon as
 * a server runs. A minute later it is done once more, for seats that were canceled before that time by a transaction
 * that had not committed yet, or by an instance whose clock is late.
 */
@Component
class Reopening {

    private static final long LOOK_MS = 1_000;
    private static final Duration LATECOMERS = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Reopening.class);

    private final ReopeningStore records;
    private final SeatStore seats;
    private final PatientTransaction transaction;
    private final ReopeningDays days;
    private final Clock clock;
    private volatile LocalDate lastDone = LocalDate.EPOCH;
    private volatile Instant doneAt = Instant.EPOCH;
    private volatile LocalDate lastRepeated = LocalDate.EPOCH;

    Reopening(
            ReopeningStore records, SeatStore seats, PatientTransaction transaction, ReopeningDays days, Clock clock) {
        this.records = records;
        this.seats = seats;
        this.transaction = transaction;
        this.days = days;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        Instant now = clock.instant();
        LocalDate day = days.at(now);
        if (!day.equals(lastDone)) {
            reopen(day, now, records::begin);
            lastDone = day;
            doneAt = now;
        }
        if (!day.equals(lastRepeated) && !now.isBefore(doneAt.plus(LATECOMERS))) {
            reopen(day, now, records::repeat);
            lastRepeated = day;
        }
    }

    /** Whoever writes the day's row does it; the others wait for that commit and find it done. */
    private void reopen(LocalDate day, Instant now, BiPredicate<LocalDate, Instant> claim) {
        transaction.run(() -> {
            boolean claimed = claim.test(day, now);
            if (claimed) {
                int opened = seats.reopen(days.begin(day), now);
                records.count(day, opened);
                log.atInfo()
                        .addKeyValue("day", day)
                        .addKeyValue("seats", opened)
                        .log("canceled seats reopened");
            }
            return claimed;
        });
    }
}
