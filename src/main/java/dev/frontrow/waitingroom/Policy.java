package dev.frontrow.waitingroom;

/** How a room calls people in (W7). */
enum Policy {
    /** At most so many inside at once; a slot frees on payment, leave and expiry. */
    SLOTS
}
