package dev.frontrow.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** Identifiers: new ones, and those that somebody names. */
public final class Ids {

    private static final NoArgGenerator TIME_ORDERED = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /** A UUID version 7 (RFC 9562): time-ordered, so that indexes grow at their end. */
    public static UUID next() {
        return TIME_ORDERED.generate();
    }

    /**
     * Reads a number as the API writes it: no digits but 0 to 9, none to spare, no plus.
     *
     * @throws NumberFormatException when it is none
     */
    public static long number(String text) {
        long number = Long.parseLong(text);
        if (!Long.toString(number).equals(text)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /**
     * Reads a UUID of its full length, which Java does not insist on.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static UUID uuid(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }
}
