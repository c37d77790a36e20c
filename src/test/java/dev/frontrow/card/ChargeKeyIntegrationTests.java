package dev.frontrow.card;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M4, P4: what a key stands for when a wallet is charged. */
class ChargeKeyIntegrationTests {

    /** The answers differ, and a replay is to be equal to the first one (invariant 5). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherAddressIsAnotherRequest(boolean byCard) {
        var fan = Counter.fan();
        var charge = byCard
                ? Map.<String, Object>of("amount", 700, "paymentMethodId", Counter.card(fan, Counter.GOOD))
                : Map.<String, Object>of("amount", 700);
        var balance = "/users/" + fan.userId() + "/balance/charge";
        var points = "/points/users/" + fan.userId() + "/charge";
        var first = keyed(fan.api(), "first").post(balance, charge);
        var second = keyed(fan.api(), "second").post(points, charge);
        assertRefusal(keyed(fan.api(), "first").post(points, charge), 422, "IDEMPOTENCY_KEY_REUSED");
        assertRefusal(keyed(fan.api(), "second").post(balance, charge), 422, "IDEMPOTENCY_KEY_REUSED");
        var again = Stream.of(
                keyed(fan.api(), "first").post(balance, charge),
                keyed(fan.api(), "second").post(points, charge));
        assertThat(again).extracting(Api.Answer::envelope).containsExactly(first.envelope(), second.envelope());
        assertThat(Counter.balance(fan)).isEqualTo(1_400);
    }

    private static Api keyed(Api api, String key) {
        return api.with("Idempotency-Key", key);
    }
}
