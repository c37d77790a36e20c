package dev.frontrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Api.Answer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.Race.Instances;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payments of one hold at the same instant, on one instance and on two (invariants 4 and 5). */
class PaymentRaceIntegrationTests {

    private static final int AT_ONCE = 50;
    private static final int CANCEL_ROUNDS = 20;
    private static final int PAYING_AND_CANCELING = 6;
    private static final int PRICE = 50_000;
    private static final int CHARGED = 1_000_000;
    private static final TestServer SERVER = TestServer.shared();

    private final Stage.Show show = Stage.plain(SERVER);
    private final Fan fan = Fans.admitted(SERVER);

    @BeforeAll
    static void start() {
        SERVER.second();
    }

    /** O4, and that the seats say the same as the reservations. */
    @AfterEach
    void theBooksBalance() {
        Invariants.assertKept(SERVER, show.performanceId());
    }

    /** M4, M5: the ones that come while the first runs are told so; all others get its answer again. */
    @ParameterizedTest
    @EnumSource
    void oneKeyPaysOnceAndIsAnsweredAlike(Instances instances) {
        var order = heldAndCharged(3);

        var answers = payAtOnce(instances, i -> "the only key", i -> order);

        var paid = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(paid).filteredOn(answer -> !isReplay(answer)).hasSize(1);
        assertThat(paid)
                .extracting(Answer::envelope)
                .containsOnly(paid.getFirst().envelope());
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertRefused(answer, "IDEMPOTENCY_IN_PROGRESS"))
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        var asked = pay(SERVER, "the only key", order);
        assertThat(asked.envelope()).isEqualTo(paid.getFirst().envelope());
        assertThat(isReplay(asked)).isTrue();
        assertPaidOnce();
    }

    /** M5 */
    @ParameterizedTest
    @EnumSource
    void manyKeysPayOnce(Instances instances) {
        var order = heldAndCharged(3);

        assertOnePays(payAtOnce(instances, i -> "key " + i, i -> order));
    }

    /** M5 */
    @ParameterizedTest
    @EnumSource
    void withoutKeysOnePays(Instances instances) {
        var order = heldAndCharged(3);

        assertOnePays(payAtOnce(instances, i -> "", i -> order));
    }

    /** M1, M4, M5: by the reservation, by either of its seats and by its path, with a key and without. */
    @ParameterizedTest
    @EnumSource
    void everyWayOfPayingMeansTheSameHold(Instances instances) {
        var orders = List.of(
                heldAndCharged(3, 4), order(3), order(4), Map.<String, Object>of("path", "/payment/" + reservation()));

        assertOnePays(payAtOnce(instances, i -> i % 8 < 4 ? "key " + i : "", i -> Race.turn(orders, i)));
        assertThat(Stream.of(3, 4).map(this::statusOfSeat)).containsOnly("RESERVED");
    }

    /** H9, M2: paid or canceled, never both. */
    @ParameterizedTest
    @EnumSource
    void aHoldIsEitherPaidOrCanceled(Instances instances) {
        var servers = instances.ofShared();
        var buyers = Fans.admitted(SERVER, CANCEL_ROUNDS);
        for (int seat = 1; seat <= CANCEL_ROUNDS; seat++) {
            var buyer = buyers.get(seat - 1);
            charge(buyer);
            var order = hold(buyer, seat);

            var answers = Race.run(
                    PAYING_AND_CANCELING,
                    i -> i % 3 == 2
                            ? buyer.at(Race.turn(servers, i)).send("DELETE", "/seats/cancel", order)
                            : buyer.at(Race.turn(servers, i)).post("/seats/payment", order));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            var won = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.body().path("status").asString())
                    .toList()
                    .getFirst();
            var paid = won.equals("paid");
            assertThat(statusOfSeat(seat)).isEqualTo(paid ? "RESERVED" : "CANCELED");
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .extracting(Answer::error)
                    .isSubsetOf(
                            paid ? List.of("ALREADY_PAID", "RESERVATION_NOT_FOUND") : List.of("RESERVATION_NOT_FOUND"));
            Invariants.assertWalletAddsUp(SERVER, buyer.userId(), paid ? CHARGED - PRICE : CHARGED);
        }
    }

    private List<Answer> payAtOnce(
            Instances instances, IntFunction<String> key, IntFunction<Map<String, Object>> order) {
        var servers = instances.ofShared();
        return Race.run(AT_ONCE, i -> pay(Race.turn(servers, i), key.apply(i), order.apply(i)));
    }

    /** An order by the hold's path names that instead. */
    private Answer pay(TestServer instance, String key, Map<String, Object> order) {
        Api api = key.isEmpty() ? fan.at(instance) : fan.at(instance).with("Idempotency-Key", key);
        return api.post(order.getOrDefault("path", "/seats/payment").toString(), order);
    }

    private void assertOnePays(List<Answer> answers) {
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertRefused(answer, "ALREADY_PAID"));
        assertPaidOnce();
    }

    private void assertPaidOnce() {
        var held = count("select coalesce(sum(cardinality(seats)), 0) from reservation where user_id = :user");
        assertThat(count("select count(*) from payment where user_id = :user")).isEqualTo(1);
        assertThat(count("select count(*) from wallet_entry where type = 'USE' and user_id = :user"))
                .isEqualTo(1);
        assertThat(count("select count(*) from reservation where status = 'PAID' and user_id = :user"))
                .isEqualTo(1);
        Invariants.assertWalletAddsUp(SERVER, fan.userId(), CHARGED - held * PRICE);
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.error()).as("%s", answer).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(409);
    }

    private static boolean isReplay(Answer answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private Map<String, Object> heldAndCharged(Integer... seats) {
        charge(fan);
        return hold(fan, seats);
    }

    private static void charge(Fan buyer) {
        var charged = buyer.api().post("/points/users/" + buyer.userId() + "/charge", Map.of("amount", CHARGED));
        assertThat(charged.status()).isEqualTo(200);
    }

    private Map<String, Object> hold(Fan buyer, Integer... seats) {
        var held = buyer.api()
                .post(
                        "/seats/reserve",
                        Map.of(
                                "userId",
                                buyer.userId(),
                                "date",
                                show.date(),
                                "concertId",
                                show.concertId(),
                                "seats",
                                List.of(seats)));
        assertThat(held.status()).isEqualTo(201);
        return order(buyer, seats[0]);
    }

    private Map<String, Object> order(int seat) {
        return order(fan, seat);
    }

    private Map<String, Object> order(Fan buyer, int seat) {
        return Map.of("userId", buyer.userId(), "date", show.date(), "concertId", show.concertId(), "seat", seat);
    }

    private UUID reservation() {
        return SERVER.jdbc()
                .sql("select id from reservation where user_id = :user")
                .param("user", fan.userId())
                .query(UUID.class)
                .single();
    }

    private String statusOfSeat(int number) {
        return SERVER.seatStatus(show.performanceId(), number);
    }

    private long count(String sql) {
        return SERVER.jdbc()
                .sql(sql)
                .param("user", fan.userId())
                .query(Long.class)
                .single();
    }
}
