package dev.frontrow.card;

import dev.frontrow.shared.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The provider has not told yet what became of the charge: it will be asked again, until it tells. Not a new charge but
 * a look at this one, or the same request with the same key, shows how it ended (P5).
 */
public final class ChargePending extends Problem {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final UUID charge;

    ChargePending(UUID charge) {
        super(Kind.CONFLICT, "CHARGE_PENDING");
        this.charge = charge;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return Map.of("chargeId", charge);
    }

    @Override
    public Duration retryAfter() {
        return LOOK_AGAIN;
    }
}
