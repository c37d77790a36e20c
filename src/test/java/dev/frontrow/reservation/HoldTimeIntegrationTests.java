package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Race;
import dev.frontrow.catalog.Performance;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What time does to holds and canceled seats, and how the API tells of it (H4, H8, H10, M3). */
class HoldTimeIntegrationTests {

    private static final int WITHDRAWALS = 10;

    private final BoxOffice office = BoxOffice.open();
    private final TransactionTemplate transactions = office.server().bean(TransactionTemplate.class);

    /** H4 */
    @Test
    void aHoldsClockIsNeverRestarted() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(100_000);
        var first = office.held(fan, performance, 1, 2);
        office.wait(Duration.ofMinutes(5).minusMillis(1));
        assertThat(office.held(fan, performance, 2, 1)).isEqualTo(first);
        office.wait(Duration.ofMillis(1));
        assertThat(office.hold(fan, performance, List.of(1, 2))).isEqualTo("409 SEAT_ALREADY_RESERVED");
        assertThat(office.pay(fan, first.id())).isEqualTo("410 HOLD_EXPIRED");
    }

    /** H8: what was canceled before nine opens at nine; what was canceled at nine opens a day later. */
    @Test
    void canceledSeatsOpenAtNineInTheMorning() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        var nine = PaperBooks.nextNine(office.now().plus(Duration.ofDays(1)));
        office.waitUntil(nine.minusSeconds(60));
        office.reopen();
        office.held(fan, performance, 1);
        office.held(fan, performance, 2);
        office.waitUntil(nine.minusMillis(1));
        office.cancel(fan, performance, 1);
        office.reopen();
        assertThat(office.seat(performance, 1)).isEqualTo("CANCELED");
        office.waitUntil(nine);
        office.cancel(fan, performance, 2);
        office.reopen();
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
        assertThat(office.seat(performance, 2)).isEqualTo("CANCELED");
        office.wait(Duration.ofHours(24).minusMillis(1));
        office.reopen();
        assertThat(office.seat(performance, 2)).isEqualTo("CANCELED");
        office.wait(Duration.ofMillis(1));
        office.reopen();
        assertThat(office.seat(performance, 2)).isEqualTo("AVAILABLE");
    }

    /** H8, O1: seats that wait for nine do not when their concert is changed to reopen at once. */
    @Test
    void canceledSeatsOpenWhenTheirConcertIsChangedToReopenAtOnce() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        office.held(fan, performance, 1);
        office.cancel(fan, performance, 1);
        var changed = Fans.organizer(office.server())
                .api()
                .put("/admin/concerts/" + performance.concertId(), Map.of("reopen", "IMMEDIATELY"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
    }

    /** H8: whoever is just letting seats go has it seen to that they open, or the change to reopen at once does. */
    @Test
    void seatsCanceledWhileTheirConcertIsChangedToReopenAtOnceAreOpen() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        office.held(fan, performance, 1);
        var organizer = Fans.organizer(office.server()).api();
        var change = transactions.execute(_ -> {
            office.cancel(fan, performance, 1);
            var changing = CompletableFuture.supplyAsync(
                    () -> organizer.put("/admin/concerts/" + performance.concertId(), Map.of("reopen", "IMMEDIATELY")));
            await().until(() -> changing.isDone() || office.waitingForLocks() == 1);
            return changing;
        });
        assertThat(Objects.requireNonNull(change).join().status()).isEqualTo(200);
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
    }

    /** H8: as when nobody could end a hold before nine, since no server ran. */
    @Test
    void aHoldThatWasToLapseBeforeNineReopensThatDay() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        var nine = PaperBooks.nextNine(office.now().plus(Duration.ofDays(1)));
        office.waitUntil(nine.minus(Duration.ofMinutes(6)));
        office.held(fan, performance, 1);
        office.wait(Duration.ofMinutes(2));
        office.held(fan, performance, 2);
        office.waitUntil(nine.plus(Duration.ofMinutes(30)));
        office.reopen();
        office.sweep();
        assertThat(office.seat(performance, 1)).isEqualTo("CANCELED");
        office.wait(Duration.ofMinutes(1));
        office.reopen();
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
        assertThat(office.seat(performance, 2)).as("was to lapse after nine").isEqualTo("CANCELED");
    }

    /** C6: the hold decides on the truth, whatever was read before. */
    @Test
    void whatIsWithdrawnIsNotHeld() {
        var performance = office.performance("DAILY", 10);
        assertThat(withdraw(performance)).isEqualTo(200);
        assertThat(office.hold(office.fan(0), performance, List.of(1))).isEqualTo("404 PERFORMANCE_NOT_FOUND");
        for (int time = 0; time < WITHDRAWALS; time++) {
            var another = office.performance("DAILY", 10);
            var fan = office.fan(0);
            var done = Race.run(
                    2,
                    i -> i == 0
                            ? withdraw(another) == 200
                            : office.hold(fan, another, List.of(1)).equals(BoxOffice.DONE));
            assertThat(done).containsExactlyInAnyOrder(true, false);
        }
    }

    private int withdraw(Performance performance) {
        return Fans.organizer(office.server())
                .api()
                .delete("/admin/concerts/" + performance.concertId())
                .status();
    }

    /** H7: the locks of many holds that lapse at once go with them. */
    @Test
    void aLapseGivesTheLocksOfItsSeatsBack() {
        var performance = office.performance("IMMEDIATELY", 10);
        var fan = office.fan(0);
        var other = office.fan(0);
        var redis = office.server().bean(StringRedisTemplate.class);
        office.held(fan, performance, 1, 2);
        office.held(other, performance, 3);
        assertThat(redis.keys("seat:{" + performance.id() + "}:*")).hasSize(3);
        office.wait(Duration.ofMinutes(5));
        office.sweep();
        assertThat(redis.keys("seat:{" + performance.id() + "}:*")).isEmpty();
    }

    /** H8: however many days nobody looked. */
    @Test
    void aMissedReopeningIsMadeUp() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        office.held(fan, performance, 1);
        office.cancel(fan, performance, 1);
        office.wait(Duration.ofDays(3));
        office.reopen();
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
    }

    /** H10: each status by its word, newest first, page by page; {@code held} turns {@code expired} unswept. */
    @Test
    void reservationsAreListedNewestFirstWithTheirStatus() {
        var performance = office.performance("DAILY", 10);
        var signedUp = Fans.signUp(office.server());
        var fan = new UserId(signedUp.userId());
        office.charge(fan, 200_000);
        var paid = office.held(fan, performance, 1);
        office.pay(fan, paid.id());
        var refunded = office.held(fan, performance, 2);
        office.pay(fan, refunded.id());
        office.refund(refunded);
        office.held(fan, performance, 3);
        office.wait(Duration.ofMinutes(5));
        office.held(fan, performance, 4);
        office.cancel(fan, performance, 4);
        office.held(fan, performance, 5);
        var all = "/concerts/" + performance.concertId() + "/reservations?userId=" + fan;
        assertThat(words(signedUp, all)).containsExactly("held", "canceled", "expired", "refunded", "paid");
        var first = "/reservations?size=2&userId=" + fan;
        assertThat(words(signedUp, first)).containsExactly("held", "canceled");
        var second = first + "&cursor=" + cursor(signedUp, first);
        assertThat(words(signedUp, second)).containsExactly("expired", "refunded");
        var last = first + "&cursor=" + cursor(signedUp, second);
        assertThat(words(signedUp, last)).containsExactly("paid");
        assertThat(cursor(signedUp, last)).isEmpty();
    }

    /** H10 */
    @Test
    void whoHasNoReservationOfAConcertIsToldSo() {
        var performance = office.performance("DAILY", 10);
        var fan = Fans.signUp(office.server());
        var none = fan.api().get("/concerts/" + performance.concertId() + "/reservations?userId=" + fan.userId());
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.error()).isEqualTo("NO_RESERVATIONS");
        assertThat(words(fan, "/reservations?userId=" + fan.userId())).isEmpty();
    }

    /** M3, H7: over HTTP, by seat and by id. */
    @Test
    void aLapsedHoldIsGone() {
        Performance performance = office.performance("DAILY", 10);
        var signedUp = Fans.signUp(office.server());
        var fan = new UserId(signedUp.userId());
        office.charge(fan, 100_000);
        var hold = office.held(fan, performance, 1);
        office.wait(Duration.ofMinutes(5));
        var byId = signedUp.api().post("/payment/" + hold.id(), Map.of());
        assertThat(byId.status() + " " + byId.error()).isEqualTo("410 HOLD_EXPIRED");
        var seat = Map.of(
                "userId",
                signedUp.userId(),
                "date",
                performance.date().toString(),
                "seat",
                1,
                "concertId",
                performance.concertId().value());
        assertThat(signedUp.api().post("/seats/payment", seat).error()).isEqualTo("HOLD_EXPIRED");
        assertThat(office.balance(fan)).isEqualTo(100_000);
    }

    private static List<String> words(Fans.Fan fan, String path) {
        return StreamSupport.stream(
                        fan.api().get(path).body().path("reservations").spliterator(), false)
                .map(reservation -> reservation.path("status").asString())
                .toList();
    }

    private static String cursor(Fans.Fan fan, String path) {
        return fan.api().get(path).body().path("nextCursor").asString("");
    }
}
