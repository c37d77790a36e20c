package dev.frontrow.shared.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Dates and instants as the API takes them: ISO 8601, in the years that PostgreSQL and people share. */
final class Moments {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private Moments() {}

    /** A day such as {@code 2026-10-15}. @throws DateTimeException when it is none, or not of the years 1970 to 9999 */
    static LocalDate date(String text) {
        return within(LocalDate.parse(text));
    }

    /**
     * An instant such as {@code 2026-10-15T10:00:00Z}, or with an offset.
     *
     * @throws DateTimeException when it is none, or not of the years 1970 to 9999
     */
    static Instant instant(String text) {
        var moment = OffsetDateTime.parse(text).toInstant();
        within(LocalDate.ofInstant(moment, java.time.ZoneOffset.UTC));
        return moment;
    }

    private static LocalDate within(LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new DateTimeException("a year outside 1970 to 9999");
        }
        return date;
    }
}
