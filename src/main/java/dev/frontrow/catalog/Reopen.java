package dev.frontrow.catalog;

/** When canceled seats can be bought again (H8). */
public enum Reopen {
    /** At 09:00 in the configured zone. */
    DAILY,
    /** At once. */
    IMMEDIATELY
}
