package dev.frontrow.waitingroom;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * What an organizer wants changed of a room's rules; what is absent stays as it is (O2).
 *
 * @param admitPerMinute 0 for no limit
 * @param period seconds
 * @param session seconds
 * @param grace seconds
 * @param paused people join and nobody is called in
 * @param draining nobody joins or is called in, and those inside finish
 */
record RoomChange(
        Policy.@Nullable Kind policy,
        @Nullable @PositiveOrZero @Max(RoomRules.MOST) Integer capacity,
        @Nullable @PositiveOrZero @Max(RoomRules.MOST) Integer admitPerMinute,
        @Nullable @Positive @Max(DAY) Integer period,
        @Nullable @Positive @Max(DAY) Integer session,
        @Nullable @Positive @Max(DAY) Integer grace,
        @Nullable Boolean paused,
        @Nullable Boolean draining) {

    private static final int DAY = 86_400;
}
