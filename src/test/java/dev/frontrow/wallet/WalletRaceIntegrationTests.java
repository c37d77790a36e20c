package dev.frontrow.wallet;

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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charges and payments of one wallet at the same instant, on one instance and on two (P4, invariant 4). */
class WalletRaceIntegrationTests {

    private static final int AT_ONCE = 64;
    private static final int KEYS = 8;
    private static final int CHARGE = 1_000;
    private static final int PRICE = 50_000;
    private static final int SEATS = 4;
    private static final int ROUNDS = 5;
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

    /** P4: each of them sees a balance that no other saw. */
    @ParameterizedTest
    @EnumSource
    void noChargeIsLost(Instances instances) {
        var servers = instances.ofShared();

        var answers = Race.run(AT_ONCE, i -> charge(fan.at(Race.turn(servers, i)), CHARGE));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.body().asLong())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, AT_ONCE)
                        .mapToObj(charges -> charges * CHARGE)
                        .toList());
        Invariants.assertWalletAddsUp(SERVER, fan.userId(), AT_ONCE * CHARGE);
    }

    /** P4, M4: one charge for each key, however often it comes. */
    @ParameterizedTest
    @EnumSource
    void aKeyChargesOnce(Instances instances) {
        var servers = instances.ofShared();

        var answers = Race.run(AT_ONCE, i -> charge(withKey(fan.at(Race.turn(servers, i / KEYS)), i), CHARGE));

        for (int key = 0; key < KEYS; key++) {
            var first = charge(withKey(fan.api(), key), CHARGE);
            assertThat(first.headers().firstValue("Idempotency-Replayed")).isPresent();
            var ofKey = IntStream.iterate(key, i -> i < AT_ONCE, i -> i + KEYS)
                    .mapToObj(answers::get)
                    .toList();
            assertThat(ofKey).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(ofKey)
                    .allSatisfy(answer -> assertThat(
                                    answer.status() == 200
                                            ? answer.envelope().equals(first.envelope())
                                            : answer.error().equals("IDEMPOTENCY_IN_PROGRESS"))
                            .as("%s", answer)
                            .isTrue());
        }
        Invariants.assertWalletAddsUp(SERVER, fan.userId(), KEYS * CHARGE);
    }

    /** P4, M2: with keys and without. */
    @ParameterizedTest
    @EnumSource
    void chargesAndPaymentsAtOnceAddUp(Instances instances) {
        var servers = instances.ofShared();
        charge(fan.api(), SEATS * PRICE);
        var orders = IntStream.rangeClosed(1, SEATS).mapToObj(this::hold).toList();

        var answers = Race.run(AT_ONCE, i -> {
            var api = fan.at(Race.turn(servers, i / 2));
            return i % 2 == 0
                    ? charge(i % 4 == 0 ? api.with("Idempotency-Key", "charge " + i) : api, CHARGE)
                    : api.with("Idempotency-Key", "payment " + i).post("/seats/payment", Race.turn(orders, i / 2));
        });

        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(AT_ONCE / 2 - SEATS)
                .extracting(Answer::error)
                .containsOnly("ALREADY_PAID");
        assertThat(countPaid()).isEqualTo(SEATS);
        Invariants.assertWalletAddsUp(SERVER, fan.userId(), (AT_ONCE / 2) * CHARGE);
    }

    /** P4, M3: the hold that could not be paid is kept. */
    @ParameterizedTest
    @EnumSource
    void aWalletThatCanAffordOneOfTwoHoldsPaysExactlyOne(Instances instances) {
        var servers = instances.ofShared();
        var buyers = Fans.admitted(SERVER, ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var buyer = buyers.get(round);
            charge(buyer, buyer.api(), 2 * PRICE - 1);
            var orders = List.of(hold(buyer, 2 * round + 1), hold(buyer, 2 * round + 2));

            var answers = Race.run(2, i -> buyer.at(Race.turn(servers, i)).post("/seats/payment", orders.get(i)));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 400);
            assertThat(answers).extracting(Answer::error).containsExactlyInAnyOrder("", "INSUFFICIENT_BALANCE");
            assertThat(statuses(buyer)).containsExactly("HELD", "PAID");
            Invariants.assertWalletAddsUp(SERVER, buyer.userId(), PRICE - 1);
        }
    }

    private Answer charge(Api api, long amount) {
        return charge(fan, api, amount);
    }

    private static Answer charge(Fan owner, Api api, long amount) {
        return api.post("/points/users/" + owner.userId() + "/charge", Map.of("amount", amount));
    }

    private static Api withKey(Api api, int runner) {
        return api.with("Idempotency-Key", "charge " + runner % KEYS);
    }

    private Map<String, Object> hold(int seat) {
        return hold(fan, seat);
    }

    private Map<String, Object> hold(Fan buyer, int seat) {
        var order = Map.<String, Object>of(
                "userId", buyer.userId(), "date", show.date(), "concertId", show.concertId(), "seat", seat);
        assertThat(buyer.api().post("/seats/reserve", order).status()).isEqualTo(201);
        return order;
    }

    private long countPaid() {
        return statuses(fan).stream().filter("PAID"::equals).count();
    }

    private List<String> statuses(Fan buyer) {
        return SERVER.jdbc()
                .sql("select status from reservation where user_id = :user order by 1")
                .param("user", buyer.userId())
                .query((row, line) -> row.getString("status"))
                .list();
    }
}
