package dev.frontrow.catalog;

/**
 * A performance as it is listed.
 *
 * @param priceFrom points for the cheapest seat
 * @param priceTo points for the dearest seat
 * @param remainingSeats seats that can be held now; all of them while it is not on sale yet
 * @param unsoldSeats those, the held ones, and those that become available again
 */
record Showing(Performance performance, long priceFrom, long priceTo, int remainingSeats, int unsoldSeats) {}
