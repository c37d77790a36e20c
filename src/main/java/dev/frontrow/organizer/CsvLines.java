package dev.frontrow.organizer;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV as RFC 4180 has it. A cell that a spreadsheet would take for a formula is written with an
 * apostrophe in front, since what fans call themselves must not run on an organizer's computer.
 */
final class CsvLines {

    private static final String BEGINS_FORMULA = "=+-@\t\r\n";
    private static final String NEEDS_QUOTES = "\",;'\t\r\n";

    private CsvLines() {}

    /** One line with its end; null is an empty cell. */
    static String of(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvLines::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        String harmless = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(character -> NEEDS_QUOTES.indexOf(character) >= 0)
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
