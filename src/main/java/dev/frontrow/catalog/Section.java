package dev.frontrow.catalog;

/**
 * Seats of one price, in rows of {@code seatsPerRow} of which the last one may be shorter.
 *
 * @param price points
 */
record Section(String name, int seats, int seatsPerRow, long price) {

    /** Of one performance, in all its sections together (C7). */
    static final int MAX_SEATS = 60_000;

    /** Points. */
    static final long MAX_PRICE = 10_000_000;
}
