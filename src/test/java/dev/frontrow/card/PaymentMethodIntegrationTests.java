package dev.frontrow.card;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Race;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** P5: cards as their owners see them. */
class PaymentMethodIntegrationTests {

    private static final int MOST = 10;
    private static final Path NOWHERE = Path.of("none");

    @Test
    void aCardIsAddedListedAndRemoved() {
        var fan = Counter.fan();
        var added = Counter.add(fan, "5555 5555 5555 4444");
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(added.body().propertyNames()).containsExactly("paymentMethodId", "brand", "last4");
        assertThat(added.body().path("brand").asString()).isEqualTo("MASTERCARD");
        assertThat(added.body().path("last4").asString()).isEqualTo("4444");
        Counter.card(fan, Counter.GOOD);
        assertThat(list(fan).size()).isEqualTo(2);
        assertThat(list(fan).path(0)).isEqualTo(added.body());
        var path = path(fan) + "/" + added.body().path("paymentMethodId").asString();
        assertThat(fan.api().delete(path).status()).isEqualTo(200);
        assertThat(list(fan).size()).isEqualTo(1);
        assertRefusal(fan.api().delete(path), 404, "PAYMENT_METHOD_NOT_FOUND");
    }

    /** What is removed is forgotten. */
    @Test
    void theTokenGoesWithTheCard() {
        var fan = Counter.fan();
        var method = Counter.card(fan, Counter.GOOD);
        assertThat(hasToken(method)).isTrue();
        fan.api().delete(path(fan) + "/" + method);
        assertThat(hasToken(method)).isFalse();
        assertRefusal(Counter.charge(fan, 100, method, null), 404, "PAYMENT_METHOD_NOT_FOUND");
        assertThat(Counter.balance(fan)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241,12/39,Kim,cardNumber",
        "4242424242424242,10/20,Kim,expiry",
        "4242424242424242,soon,Kim,expiry",
        "4242424242424242,12/39,' ',holder"
    })
    void whatIsNoCardIsRefusedByTheFieldAndNotRepeated(String number, String expiry, String holder, String field) {
        var fan = Counter.fan();
        var refused = fan.api().post(path(fan), Map.of("cardNumber", number, "expiry", expiry, "holder", holder));
        assertRefusal(refused, 400, "INVALID_REQUEST", "fields");
        assertThat(refused.body().path("fields").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(refused.envelope().toString()).doesNotContain(number);
    }

    @Test
    void aCardThatTheProviderRefusesIsNotKept() {
        var fan = Counter.fan();
        assertRefusal(Counter.add(fan, Counter.REFUSED), 422, "CARD_DECLINED");
        assertThat(list(fan).size()).isZero();
    }

    @Test
    void cardsAreTheirOwners() {
        var fan = Counter.fan();
        var other = Counter.fan();
        var method = Counter.card(fan, Counter.GOOD);
        assertRefusal(other.api().get(path(fan)), 403, "FORBIDDEN");
        assertRefusal(other.api().delete(path(fan) + "/" + method), 403, "FORBIDDEN");
        assertRefusal(other.api().delete(path(other) + "/" + method), 404, "PAYMENT_METHOD_NOT_FOUND");
        assertRefusal(Counter.charge(other, 100, method, null), 404, "PAYMENT_METHOD_NOT_FOUND");
        assertRefusal(
                Fans.organizer(Counter.server()).api().get("/users/" + UUID.randomUUID() + "/payment-methods"),
                404,
                "USER_NOT_FOUND");
        assertThat(list(fan).size()).isEqualTo(1);
    }

    @Test
    void nobodyKeepsMoreThanTenHoweverManyComeAtOnce() {
        var fan = Counter.fan();
        var answers = Race.run(MOST + 4, i -> Counter.add(fan, Counter.GOOD));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(MOST);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.error().equals("PAYMENT_METHOD_LIMIT_EXCEEDED"));
        assertThat(list(fan).size()).isEqualTo(MOST);
    }

    /** Rotation: what the old key has sealed is sealed anew with the new one, which then suffices. */
    @Test
    void whatAnotherKeyHasSealedIsSealedAnew() {
        var method = new PaymentMethodId(UUID.fromString(Counter.card(Counter.fan(), Counter.GOOD)));
        var methods = Counter.server().bean(PaymentMethods.class);
        var token = methods.token(method);
        var newKey = "77:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
        reseal(newKey); // the old key is missing: what it has sealed stays, and the log tells
        assertThat(methods.token(method)).isEqualTo(token);
        reseal(newKey + "," + Counter.KEY);
        assertThat(TokenSeal.from(newKey, NOWHERE).open(kept(method))).isEqualTo(token);
        reseal(Counter.KEY + "," + newKey);
        assertThat(methods.token(method)).isEqualTo(token);
    }

    /** However many there are of which the key is missing, a batch of them does not keep the others waiting. */
    @Test
    void whatDoesNotOpenKeepsNothingElseFromBeingSealedAnew() {
        var server = Counter.server();
        var fan = Counter.fan();
        server.jdbc().sql("""
                insert into payment_method (id, user_id, brand, last4, sealed_token, added_at, removed_at)
                select (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, :user, 'VISA', '4242',
                       '\\x0100000009', now(), now() from generate_series(1, 200) n
                """).param("user", fan.userId()).update();
        try {
            var method = new PaymentMethodId(UUID.fromString(Counter.card(fan, Counter.GOOD)));
            var newKey = "78:AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";
            reseal(newKey + "," + Counter.KEY);
            assertThat(TokenSeal.from(newKey, NOWHERE).open(kept(method))).isPresent();
            reseal(Counter.KEY + "," + newKey);
            assertThat(server.bean(PaymentMethods.class).token(method)).isPresent();
        } finally {
            server.jdbc()
                    .sql("update payment_method set sealed_token = null where sealed_token = '\\x0100000009'")
                    .update();
        }
    }

    private static void reseal(String keys) {
        var server = Counter.server();
        new Resealing(
                        server.bean(PaymentMethodStore.class),
                        TokenSeal.from(keys, NOWHERE),
                        server.bean(TransactionOperations.class))
                .run();
    }

    private static SealedToken kept(PaymentMethodId method) {
        return Counter.server().bean(PaymentMethodStore.class).tokenOf(method).orElseThrow();
    }

    private static boolean hasToken(String method) {
        return Counter.server()
                .jdbc()
                .sql("select sealed_token is not null from payment_method where id = :id")
                .param("id", UUID.fromString(method))
                .query(Boolean.class)
                .single();
    }

    private static JsonNode list(Fan fan) {
        return fan.api().get(path(fan)).body().path("paymentMethods");
    }

    private static String path(Fan fan) {
        return "/users/" + fan.userId() + "/payment-methods";
    }
}
