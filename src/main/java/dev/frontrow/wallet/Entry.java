package dev.frontrow.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a wallet's append-only history (P3).
 *
 * @param amount points added; negative for a {@code USE}, so that a balance is the sum of its entries
 * @param balanceAfter points in the wallet afterwards
 * @param reference what it was for, such as a payment's id, or the charge by card; null for a plain charge
 */
public record Entry(
        long entryId,
        Type type,
        long amount,
        long balanceAfter,
        Instant at,
        @Nullable String reference) {

    /** What moved the points. */
    public enum Type {
        CHARGE,
        USE,
        REFUND
    }
}
