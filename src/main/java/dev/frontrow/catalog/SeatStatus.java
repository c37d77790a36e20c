package dev.frontrow.catalog;

/** What a seat is; the reservation module changes it. */
enum SeatStatus {
    AVAILABLE,
    HELD,
    RESERVED,
    CANCELED;

    /** The status that begins with the letter. */
    static SeatStatus of(char letter) {
        return switch (letter) {
            case 'A' -> AVAILABLE;
            case 'H' -> HELD;
            case 'R' -> RESERVED;
            case 'C' -> CANCELED;
            default -> throw new IllegalArgumentException("no status begins with " + letter);
        };
    }
}
