package dev.frontrow.waitingroom;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one room works at present (W7, W12). Making the capacity smaller throws nobody out.
 *
 * @param session from the first booking call on
 * @param grace from being called in to the first booking call
 * @param doors whether people join and are called in
 * @param opensAt nobody is called in before (W15); null for a room that has no such time
 */
record RoomRules(
        Policy policy,
        Duration session,
        Duration grace,
        Doors doors,
        @Nullable Instant opensAt) {

    /** The most people inside, and admissions per minute. */
    static final int MOST = 1_000_000;

    RoomRules opening(@Nullable Instant at) {
        return new RoomRules(policy, session, grace, doors, at);
    }

    boolean isOpen(Instant now) {
        return opensAt == null || !now.isBefore(opensAt);
    }

    /** How long until the room opens; null once it is open. */
    @Nullable
    Duration opensIn(Instant now) {
        return opensAt == null || isOpen(now) ? null : Duration.between(now, opensAt);
    }

    /** Whether anybody is called in at present. */
    boolean isCalling(Instant now) {
        return doors == Doors.OPEN && isOpen(now);
    }

    /**
     * How long a place of slots waits if everybody ahead stays inside to the end of a session: what is told until a
     * rate has been seen (W9). Null where nobody is let in, and where people enter in cycles.
     */
    @Nullable
    Estimate untilRateIsSeen(long position) {
        if (!(policy instanceof Policy.Slots slots) || slots.capacity() == 0) {
            return null;
        }
        var bySessions = session.multipliedBy(Math.ceilDiv(position, slots.capacity()));
        var byLimit = Duration.ofMillis(Math.round(position * slots.millisApart()));
        var longest = bySessions.compareTo(byLimit) > 0 ? bySessions : byLimit;
        return new Estimate(Duration.ZERO, longest, longest);
    }

    /** What an organizer lets happen at present. */
    enum Doors {
        OPEN,
        /** People join and nobody is called in; those inside go on. */
        PAUSED,
        /** Nobody joins or is called in; those inside finish. */
        DRAINING;

        static Doors of(boolean paused, boolean draining) {
            return draining ? DRAINING : paused ? PAUSED : OPEN;
        }
    }
}
