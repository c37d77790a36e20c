package dev.frontrow.wallet;

import dev.frontrow.outbox.Event;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told on {@code frontrow.points}; in order within a user (E2). */
public sealed interface WalletEvent extends Event {

    String TOPIC = "frontrow.points";

    UserId userId();

    /** Points in the wallet after it. */
    long balance();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return userId().toString();
    }

    /**
     * Points were added.
     *
     * @param amount points, positive
     */
    record PointsCharged(UUID eventId, Instant occurredAt, UserId userId, long amount, long balance)
            implements WalletEvent {}

    /**
     * Points were spent.
     *
     * @param amount points, positive
     * @param reference the payment they went to
     */
    record PointsUsed(
            UUID eventId,
            Instant occurredAt,
            UserId userId,
            long amount,
            long balance,
            @Nullable String reference) implements WalletEvent {}
}
