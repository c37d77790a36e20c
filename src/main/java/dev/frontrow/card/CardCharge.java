package dev.frontrow.card;

import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge of a wallet by card (P5).
 *
 * @param id also the key under which the provider is asked
 * @param amount points
 * @param asked how often the provider has not told so far
 * @param askAt when it is asked again while {@code PENDING}
 * @param balance of the wallet afterwards, once {@code CHARGED}
 */
record CardCharge(
        UUID id,
        UserId owner,
        PaymentMethodId method,
        long amount,
        Status status,
        int asked,
        Instant askAt,
        Instant begunAt,
        @Nullable Instant settledAt,
        @Nullable Long balance) {

    /** Where a charge stands: it is decided once, one way or the other. */
    enum Status {
        PENDING,
        CHARGED,
        DECLINED
    }
}
