package dev.frontrow.catalog;

/** When canceled seats can be bought again (H8). */
public enum Reopen {
    /** At a set time of day in the configured zone: 09:00, unless {@code frontrow.hold.reopen-at} says otherwise. */
    DAILY,
    /** At once. */
    IMMEDIATELY
}
