package dev.frontrow.waitingroom;

import static java.util.Objects.requireNonNullElse;

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
 * @param capacity how many may be inside at once, or enter per period; null for the policy's own default
 * @param admitPerMinute how many may be called in per minute on top of that; null for no limit
 * @param period how long a cycle takes
 * @param session how long somebody may stay inside from the first booking call on
 * @param grace how long somebody called in may take to that call (W8)
 * @param tokenTtl how long a place is kept
 * @param scope which calls the gate stands in front of (W10)
 */
@Validated
@ConfigurationProperties("frontrow.waiting-room")
record WaitingRoomSettings(
        @DefaultValue("SLOTS") Policy.Kind policy,

        @Nullable @PositiveOrZero @Max(RoomRules.MOST) Integer capacity,

        @Nullable @Positive @Max(RoomRules.MOST) Integer admitPerMinute,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1)
        Duration period,

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
        return new RoomRules(policy(policy, null, admitPerMinute, null), session, grace, RoomRules.Doors.OPEN, null);
    }

    /** The policy with these figures, and the configured ones where they are null. */
    Policy policy(
            Policy.Kind kind, @Nullable Integer capacity, @Nullable Integer admitPerMinute, @Nullable Duration period) {
        int usual = requireNonNullElse(this.capacity, kind.usualCapacity());
        return switch (kind) {
            case SLOTS -> new Policy.Slots(requireNonNullElse(capacity, usual), admitPerMinute);
            case CYCLE ->
                new Policy.Cycle(requireNonNullElse(capacity, usual), requireNonNullElse(period, this.period));
        };
    }
}
