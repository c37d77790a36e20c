package dev.frontrow.wallet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.wallet.WalletEvent.PointsCharged;
import java.util.List;

/**
 * A charge's answer, and under its key the balance alone.
 *
 * @param balance points after it
 * @param news none when it is answered from memory
 */
record Charged(@JsonValue long balance, List<PointsCharged> news) {

    static Charged by(PointsCharged charge) {
        return new Charged(charge.balance(), List.of(charge));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Charged before(long balance) {
        return new Charged(balance, List.of());
    }
}
