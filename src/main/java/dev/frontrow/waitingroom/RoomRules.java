package dev.frontrow.waitingroom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one room works at present (W7, W12).
 *
 * @param capacity how many may be inside at once; making it smaller throws nobody out
 * @param admitPerMinute null for no limit
 * @param session from the first booking call on
 * @param grace from being called in to the first booking call
 * @param paused nobody is called in; those inside go on
 */
record RoomRules(
        Policy policy,
        int capacity,
        @Nullable Integer admitPerMinute,
        Duration session,
        Duration grace,
        boolean paused) {

    /** The most people inside, and admissions per minute. */
    static final int MOST = 1_000_000;
}
