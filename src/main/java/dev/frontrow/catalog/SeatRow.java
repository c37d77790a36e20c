package dev.frontrow.catalog;

/**
 * Seats side by side, numbered {@code first}, {@code first + 1} …
 *
 * @param price points, for each of them
 */
record SeatRow(String section, String row, long price, int first, int seats) {}
