package dev.frontrow.reservation;

import dev.frontrow.shared.SeatLimit;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.LocalTime;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.hold.*}.
 *
 * @param duration how long a hold lasts (H4); one second to a day
 * @param maxSeatsPerUser seats one user may hold or own per performance (H5); 1 to 100
 * @param requireBalance whether a hold that the wallet could not pay is refused (H6)
 * @param reopenAt when canceled seats of {@code DAILY} concerts become available again (H8), in the configured zone
 */
@Validated
@ConfigurationProperties("frontrow.hold")
public record HoldSettings(
        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration duration,

        @DefaultValue("4") @Min(1) @Max(100) int maxSeatsPerUser,
        @DefaultValue("false") boolean requireBalance,
        @DefaultValue("09:00") LocalTime reopenAt)
        implements SeatLimit {

    private static final int GIVEN_BACK = 10;

    /**
     * Refuses more seats of one performance than a user may hold or own (H5).
     *
     * @throws SeatLimitExceeded when so many are more
     */
    void requireWithinLimit(int seats) {
        if (isTooMany(seats)) {
            throw new SeatLimitExceeded(maxSeatsPerUser);
        }
    }

    /** Whether so many seats of one performance are more than a user may hold or own (H5). */
    boolean isTooMany(int seats) {
        return seats > maxSeatsPerUser;
    }

    /**
     * Seats of one performance that a user may give back, canceled or lapsed, before they are available again (H8):
     * somebody who takes and cancels without an end would keep a whole hall from being sold that day.
     */
    int maxSeatsGivenBack() {
        return GIVEN_BACK * maxSeatsPerUser;
    }
}
