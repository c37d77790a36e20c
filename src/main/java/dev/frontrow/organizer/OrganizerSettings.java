package dev.frontrow.organizer;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.organizer.*}.
 *
 * @param reconcileEvery how long after one reconciliation the next is computed for the metrics (O4); longer when it
 *     takes longer
 * @param countSeatsEvery how long after one count of the seats on sale the next is made for the metrics
 * @param rememberEvents how long an event that was counted is remembered; older ones that come are not counted (E3).
 *     Longer than Kafka keeps its messages (7 days, unless it is told otherwise)
 */
@Validated
@ConfigurationProperties("frontrow.organizer")
record OrganizerSettings(
        @DefaultValue("30s") @NotNull @DurationMin(millis = 100)
        Duration reconcileEvery,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100)
        Duration countSeatsEvery,

        @DefaultValue("8d") @NotNull @DurationMin(minutes = 1)
        Duration rememberEvents) {}
