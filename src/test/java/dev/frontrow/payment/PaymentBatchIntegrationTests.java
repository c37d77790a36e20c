package dev.frontrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.idempotency.Answer;
import dev.frontrow.idempotency.Command;
import dev.frontrow.idempotency.Idempotency;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payments that one transaction makes together: each as if those before it had just been made. */
class PaymentBatchIntegrationTests {

    private static final int PRICE = 50_000;

    private final TestServer server = TestServer.shared();
    private final Stage.Show show = Stage.plain(server);
    private final Fan kim = Fans.admitted(server);
    private final Fan lee = Fans.admitted(server);
    private final PaymentTransaction transaction = server.bean(PaymentTransaction.class);
    private final Idempotency idempotency = server.bean(Idempotency.class);

    @AfterEach
    void theBooksBalance() {
        Invariants.assertKept(server, show.performanceId());
    }

    /** P4: what one wallet pays is added up, and those are refused for whom nothing is left. */
    @Test
    void debitsOfOneWalletAreAddedUp() {
        charge(kim, 2 * PRICE + 1);
        charge(lee, PRICE);
        var holds = List.of(hold(kim, 1), hold(kim, 2, 3), hold(kim, 4), hold(lee, 5));

        assertThat(pay(List.of(
                        command(kim, null, holds.get(0)),
                        command(kim, null, holds.get(1)),
                        command(lee, null, holds.get(3)),
                        command(kim, null, holds.get(2)))))
                .containsExactly("paid " + (PRICE + 1), "INSUFFICIENT_BALANCE", "paid 0", "paid 1");
        Invariants.assertWalletAddsUp(server, kim.userId(), 1);
        Invariants.assertWalletAddsUp(server, lee.userId(), 0);
    }

    /** M5 */
    @Test
    void ofTwoPaymentsOfOneHoldTheFirstIsMade() {
        charge(kim, 2 * PRICE);
        var hold = hold(kim, 1);

        assertThat(pay(List.of(command(kim, "one", hold), command(kim, null, hold), command(kim, "two", hold))))
                .containsExactly("paid " + PRICE, "ALREADY_PAID", "ALREADY_PAID");
        assertThat(pay(List.of(command(kim, "two", hold), command(kim, "one", hold))))
                .containsExactly("ALREADY_PAID", "again " + PRICE);
        Invariants.assertWalletAddsUp(server, kim.userId(), PRICE);
    }

    /** M4 */
    @Test
    void whatComesUnderAKeyThatIsJustBeingAnsweredIsToldSo() {
        charge(kim, 2 * PRICE);
        var first = hold(kim, 1);
        var other = hold(kim, 2);

        assertThat(pay(List.of(command(kim, "key", first), command(kim, "key", first), command(kim, "key", other))))
                .containsExactly("paid " + PRICE, "IDEMPOTENCY_IN_PROGRESS", "IDEMPOTENCY_IN_PROGRESS");
        assertThat(pay(List.of(command(kim, "key", other), command(kim, "other", other))))
                .containsExactly("IDEMPOTENCY_KEY_REUSED", "paid 0");
    }

    /** M3 */
    @Test
    void aPaymentThatIsRefusedDoesNotTouchTheOthers() {
        charge(kim, PRICE);
        var hold = hold(kim, 1);
        var foreign = hold(lee, 2);

        assertThat(pay(List.of(
                        command(kim, null, foreign),
                        command(kim, "unknown", new ReservationId(UUID.randomUUID())),
                        command(kim, "key", hold),
                        command(lee, "poor", foreign))))
                .containsExactly("RESERVATION_NOT_FOUND", "RESERVATION_NOT_FOUND", "paid 0", "INSUFFICIENT_BALANCE");
    }

    private List<String> pay(List<Command<Order>> commands) {
        return idempotency.each(commands, Paid.class, transaction::pay).stream()
                .map(PaymentBatchIntegrationTests::told)
                .toList();
    }

    private Command<Order> command(Fan fan, @Nullable String key, ReservationId hold) {
        var user = new UserId(fan.userId());
        return idempotency.command(user, key, List.of(hold), Order.by(user, new Outcome.Done<>(hold)));
    }

    private static String told(Outcome<Answer<Paid>> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer<Paid>>(var answer) ->
                (answer.replayed() ? "again " : "paid ")
                        + answer.value().receipt().balance();
            case Outcome.Refused<Answer<Paid>>(var problem) -> problem.error();
        };
    }

    private static void charge(Fan fan, int amount) {
        var charged = fan.api().post("/points/users/" + fan.userId() + "/charge", Map.of("amount", amount));
        assertThat(charged.status()).isEqualTo(200);
    }

    private ReservationId hold(Fan fan, Integer... seats) {
        var wanted = Map.of(
                "userId", fan.userId(), "date", show.date(), "concertId", show.concertId(), "seats", List.of(seats));
        var held = fan.api().post("/seats/reserve", wanted);
        assertThat(held.status()).isEqualTo(201);
        return new ReservationId(
                UUID.fromString(held.body().path("reservationId").asString()));
    }
}
