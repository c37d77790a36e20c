package dev.frontrow.waitingroom;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.waiting-room}: what holds for a room until an organizer changes it (W7), and for all rooms.
 *
 * @param capacity how many may be inside at once
 * @param admitPerMinute how many may be called in per minute on top of that; null for no limit
 * @param session how long somebody may stay inside from the first booking call on
 * @param grace how long somebody called in may take to that call (W8)
 * @param tokenTtl how long a place is kept
 * @param scope which calls the gate stands in front of (W10)
 */
@Validated
@ConfigurationProperties("frontrow.waiting-room")
record WaitingRoomSettings(
        @DefaultValue("SLOTS") Policy policy,

        @DefaultValue("500") @PositiveOrZero @Max(RoomRules.MOST)
        int capacity,

        @Nullable @Positive @Max(RoomRules.MOST) Integer admitPerMinute,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1)
        Duration session,

        @DefaultValue("60s") @NotNull @DurationMin(seconds = 1)
        Duration grace,

        @DefaultValue("24h") @NotNull @DurationMin(seconds = 1)
        Duration tokenTtl,

        @DefaultValue("BOOKING") Coverage scope) {

    /** What stands behind the gate. */
    enum Coverage {
        /** Dates, seats and holds. */
        BOOKING,
        /** Every call but sign-up, log-in, the waiting room itself and the organizers'. */
        ALL
    }

    RoomRules defaults() {
        return new RoomRules(policy, capacity, admitPerMinute, session, grace, false);
    }
}
