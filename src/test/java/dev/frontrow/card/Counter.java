package dev.frontrow.card;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import dev.frontrow.card.PaymentProvider.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server whose payment provider gets little time to answer; the tests about cards share it. */
final class Counter {

    static final String GOOD = "4242424242424242";
    static final String DECLINES = "4000000000000002";
    static final String REFUSED = "4000000000000010";
    static final String ANSWER_LOST = "4000000000000119";
    static final String ANSWER_LOST_THEN_DECLINED = "4000000000000127";
    static final String FAILS_ONCE = "4000000000000135";

    /** What tokens are sealed with there. */
    static final String KEY = "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    private static final TestServer SERVER =
            TestServer.start("--frontrow.card.provider-timeout=250ms", "--frontrow.card.keys=" + KEY);

    private Counter() {}

    static TestServer server() {
        return SERVER;
    }

    static Api.Answer add(Fan fan, String number) {
        return fan.api()
                .post(
                        "/users/" + fan.userId() + "/payment-methods",
                        Map.of("cardNumber", number, "expiry", "12/39", "holder", "Kim"));
    }

    /** A fan's card by its id. */
    static String card(Fan fan, String number) {
        var added = add(fan, number);
        if (added.status() != 201) {
            throw new AssertionError("wanted 201, got " + added);
        }
        return added.body().path("paymentMethodId").asString();
    }

    static Api.Answer charge(Api api, Fan fan, long amount, String method, @Nullable String key) {
        var keyed = key == null ? api : api.with("Idempotency-Key", key);
        var body = new HashMap<String, Object>(Map.of("amount", amount, "paymentMethodId", method));
        return keyed.post("/users/" + fan.userId() + "/balance/charge", body);
    }

    static Api.Answer charge(Fan fan, long amount, String method, @Nullable String key) {
        return charge(fan.api(), fan, amount, method, key);
    }

    static Api.Answer look(Fan fan, UUID charge) {
        return fan.api().get("/users/" + fan.userId() + "/charges/" + charge);
    }

    static long balance(Fan fan) {
        return fan.api()
                .get("/users/" + fan.userId() + "/balance")
                .body()
                .path("balance")
                .asLong(-1);
    }

    /** The fan's charges by card, oldest first. */
    static List<UUID> charges(Fan fan) {
        return SERVER.jdbc()
                .sql("select id from card_charge where user_id = :user order by id")
                .param("user", fan.userId())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** What the provider has made of the charge. */
    static Optional<Verdict> atTheProvider(UUID charge) {
        return SERVER.bean(SandboxProvider.class).verdictOn(charge);
    }

    /** Points that the wallet keeps room for. */
    static long incoming(Fan fan) {
        return SERVER.jdbc()
                .sql("select coalesce(sum(incoming), 0) from wallet where user_id = :user")
                .param("user", fan.userId())
                .query(Long.class)
                .single();
    }

    static Fan fan() {
        return Fans.signUp(SERVER);
    }
}
