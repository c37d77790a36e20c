package dev.frontrow.waitingroom;

import java.util.HexFormat;

/**
 * Who comes when, computed from the participation number alone (W15): a cycle-walking Feistel network, whose round
 * function is short enough to be kept as a table. The participants 1…n are permuted; whoever came later keeps the
 * number. Immutable; one per room serves all threads.
 */
final class DrawnOrder {

    /** So that all of the arithmetic fits an int. */
    static final long MOST_PARTICIPANTS = 1L << 30;
    /**
     * Feistel permutations are all even. In a domain hardly larger than a handful of participants that shows: some of
     * their orders are likelier than others.
     */
    private static final int LEAST_HALF_BITS = 4;

    private final long participants;
    private final int half;
    private final int mask;
    /** The round function by round and right half. */
    private final char[][] rounds;

    DrawnOrder(long participants, int half, char[][] rounds) {
        this.participants = participants;
        this.half = half;
        this.mask = (1 << half) - 1;
        this.rounds = rounds;
    }

    /** Half the bits of the domain: the least from 4 on with 4^bits ≥ participants. */
    static int halfBits(long participants) {
        if (participants < 0 || participants > MOST_PARTICIPANTS) {
            throw new IllegalArgumentException("a draw has 0 to " + MOST_PARTICIPANTS + ", not " + participants);
        }
        int half = LEAST_HALF_BITS;
        while ((1L << (2 * half)) < participants) {
            half++;
        }
        return half;
    }

    long participants() {
        return participants;
    }

    /**
     * When the number's turn is.
     *
     * @param number from 1 on
     * @return from 1 on; the number itself when it is above the number of participants
     * @throws IllegalArgumentException when the number is below 1
     */
    long rank(long number) {
        if (!isDrawn(number)) {
            return number;
        }
        int at = (int) number - 1;
        do {
            at = permuted(at); // ends, as every cycle of a permutation comes back to where it began
        } while (at >= participants);
        return at + 1L;
    }

    /**
     * The round function for {@code turn.lua}: four hexadecimal digits per value, round by round. 10 KiB for up
     * to 65,536 participants, 40 KiB for a million, 160 KiB for ten.
     */
    String table() {
        var digits = HexFormat.of();
        var table = new StringBuilder(rounds.length << (half + 2));
        for (var round : rounds) {
            for (char value : round) {
                table.append(digits.toHexDigits(value));
            }
        }
        return table.toString();
    }

    private boolean isDrawn(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("numbers and ranks count from 1, not " + number);
        }
        return number <= participants;
    }

    private int permuted(int value) {
        int left = value >>> half;
        int right = value & mask;
        for (var round : rounds) {
            int mixed = left ^ round[right];
            left = right;
            right = mixed;
        }
        return (left << half) | right;
    }
}
