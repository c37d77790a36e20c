package dev.frontrow.catalog;

import java.util.stream.IntStream;

/**
 * The states of a performance's seats at one instant.
 *
 * @param letters one for each seat in order of their numbers, the first one of its {@link Status}
 */
record SeatStates(Performance performance, String letters) {

    /** What a seat is; the reservation module changes it. */
    enum Status {
        AVAILABLE,
        HELD,
        RESERVED,
        CANCELED;

        static Status of(char letter) {
            return switch (letter) {
                case 'A' -> AVAILABLE;
                case 'H' -> HELD;
                case 'R' -> RESERVED;
                case 'C' -> CANCELED;
                default -> throw new IllegalArgumentException("no status begins with " + letter);
            };
        }
    }

    Status of(int number) {
        return Status.of(letters.charAt(number - 1));
    }

    /** The numbers of the seats that can be held, ascending. */
    IntStream available() {
        return IntStream.rangeClosed(1, letters.length()).filter(number -> of(number) == Status.AVAILABLE);
    }
}
