package dev.frontrow.reservation;

import dev.frontrow.shared.ZoneSettings;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The days of the daily reopening (H8): each begins at the time of day that is set, in the configured zone. */
@Component
class ReopeningDays {

    private final HoldSettings settings;
    private final ZoneSettings zone;

    ReopeningDays(HoldSettings settings, ZoneSettings zone) {
        this.settings = settings;
        this.zone = zone;
    }

    /** The day that runs at that instant. */
    LocalDate at(Instant now) {
        var local = now.atZone(zone.zone());
        return local.toLocalTime().isBefore(settings.reopenAt())
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
    }

    /** When it begins, and the seats canceled before become available again. */
    Instant begin(LocalDate day) {
        return day.atTime(settings.reopenAt()).atZone(zone.zone()).toInstant();
    }
}
