package dev.frontrow.catalog;

/**
 * Seats side by side, numbered {@code first}, {@code first + 1} …
 *
 * @param price points, for each of them
 * @param seats how many, at least one
 */
public record SeatRow(String section, String row, long price, int first, int seats) {

    /** The number of the last seat. */
    public int last() {
        return first + seats - 1;
    }
}
