package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.catalog.Performance;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Seats that come back: how many one user may have passed on, and those that come back at a deadline (H5, H8). */
class GivenBackIntegrationTests {

    private static final int AT_ONCE = 4;
    private static final int MOST_GIVEN_BACK = 40;
    private static final long PRICE = BoxOffice.PRICE;
    private static final Duration HOLD = Duration.ofMinutes(5);

    private final BoxOffice office = BoxOffice.open();
    private final JdbcClient jdbc = office.server().bean(JdbcClient.class);
    private final TransactionTemplate transactions = office.server().bean(TransactionTemplate.class);

    /** H8: or one fan takes a whole hall from the sale until the next morning. */
    @Test
    void nobodyGivesBackAHallBeforeItReopens() {
        office.waitUntil(PaperBooks.nextNine(office.now()));
        office.reopen();
        var performance = office.performance("DAILY", 100);
        var fan = office.fan(0);
        giveBack(fan, performance, 0, MOST_GIVEN_BACK / 2, false);
        giveBack(fan, performance, MOST_GIVEN_BACK / 2, MOST_GIVEN_BACK, true);
        assertThat(office.hold(fan, performance, List.of(41))).isEqualTo("409 TOO_MANY_SEATS_GIVEN_BACK");
        assertThat(office.hold(office.fan(0), performance, List.of(41))).isEqualTo(BoxOffice.DONE);
        assertThat(office.hold(fan, office.performance("DAILY", 10), List.of(1)))
                .isEqualTo(BoxOffice.DONE);
        office.waitUntil(PaperBooks.nextNine(office.now()));
        assertThat(office.hold(fan, performance, List.of(1)))
                .isEqualTo("409 SEAT_ALREADY_RESERVED"); // not yet reopened
        office.reopen();
        assertThat(office.hold(fan, performance, List.of(1))).isEqualTo(BoxOffice.DONE);
    }

    /** H8: where seats come back at once nobody is kept from them. */
    @Test
    void whereSeatsReopenAtOnceTheyMayBeGivenBackAsOftenAsOneLikes() {
        var performance = office.performance("IMMEDIATELY", 10);
        var fan = office.fan(0);
        for (int time = 0; time <= MOST_GIVEN_BACK / AT_ONCE; time++) {
            office.held(fan, performance, 1, 2, 3, 4);
            office.cancel(fan, performance, 1);
        }
        assertThat(office.hold(fan, performance, List.of(1))).isEqualTo(BoxOffice.DONE);
    }

    /** H5: a payment that came in time counts, however long it takes to be committed. */
    @Test
    void seatsBeingPaidAtTheDeadlineCount() {
        var performance = office.performance("DAILY", 20);
        var fan = office.fan(AT_ONCE * PRICE);
        var other = office.fan(0);
        var hold = office.held(fan, performance, 1, 2, 3, 4);
        var paid = new AtomicReference<CompletableFuture<String>>();
        var more = new AtomicReference<CompletableFuture<String>>();
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from wallet where user_id = :fan for update")
                    .param("fan", fan.value())
                    .query()
                    .listOfRows();
            office.waitUntil(hold.expiresAt().minusMillis(1));
            paid.set(CompletableFuture.supplyAsync(() -> office.pay(fan, hold.id())));
            await().until(() -> office.waitingForLocks() == 1);
            office.waitUntil(hold.expiresAt());
            more.set(CompletableFuture.supplyAsync(() -> office.hold(fan, performance, List.of(5))));
            assertThat(office.hold(other, performance, List.of(6))).isEqualTo(BoxOffice.DONE); // does not wait
            assertThat(more.get()).isNotDone();
        });
        assertThat(paid.get().join()).isEqualTo(BoxOffice.DONE);
        assertThat(more.get().join()).isEqualTo("409 SEAT_LIMIT_EXCEEDED");
    }

    /** H5, Q6: nobody waits for ever for a payment that does not end. */
    @Test
    void whoWaitsForAPaymentThatDoesNotEndIsToldToAskAgain() {
        var performance = office.performance("IMMEDIATELY", 20);
        var fan = office.fan(0);
        var other = office.fan(0);
        var hold = office.held(fan, performance, 1, 2, 3, 4);
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from reservation where id = :id for update")
                    .param("id", hold.id().value())
                    .query()
                    .listOfRows();
            office.waitUntil(hold.expiresAt());
            var more = CompletableFuture.supplyAsync(() -> office.hold(fan, performance, List.of(5)));
            assertThat(more.join()).isEqualTo("503 TEMPORARILY_UNAVAILABLE");
            assertThat(office.hold(other, performance, List.of(5))).isEqualTo(BoxOffice.DONE); // not locked
        });
        assertThat(office.hold(fan, performance, List.of(6))).isEqualTo(BoxOffice.DONE);
    }

    /** H5: and a hold that is due and nobody pays does not. */
    @Test
    void seatsOfAHoldThatIsDueDoNotCount() {
        var performance = office.performance("DAILY", 20);
        var fan = office.fan(0);
        office.held(fan, performance, 1, 2, 3, 4);
        office.wait(HOLD);
        assertThat(office.hold(fan, performance, List.of(5, 6, 7, 8))).isEqualTo(BoxOffice.DONE);
    }

    /** H8: what was canceled before nine, and is known only later, reopens a minute later instead of a day. */
    @Test
    void aSeatCanceledWhileTheOthersReopenIsNotLeftBehind() {
        var performance = office.performance("DAILY", 10);
        var fan = office.fan(0);
        var nine = PaperBooks.nextNine(office.now().plus(Duration.ofDays(1)));
        office.waitUntil(nine.minusMillis(1));
        office.held(fan, performance, 1);
        transactions.executeWithoutResult(_ -> {
            office.cancel(fan, performance, 1);
            office.waitUntil(nine);
            CompletableFuture.supplyAsync(office::reopen).join();
        });
        int before = reopened();
        assertThat(office.seat(performance, 1)).isEqualTo("CANCELED");
        office.waitUntil(nine.plusSeconds(60));
        office.reopen();
        assertThat(office.seat(performance, 1)).isEqualTo("AVAILABLE");
        assertThat(reopened()).isEqualTo(before + 1);
    }

    private void giveBack(UserId fan, Performance performance, int from, int to, boolean byLapsing) {
        IntStream.iterate(from + 1, seat -> seat < to, seat -> seat + AT_ONCE).forEach(first -> {
            office.held(fan, performance, first, first + 1, first + 2, first + 3);
            if (byLapsing) {
                office.wait(HOLD);
            } else {
                office.cancel(fan, performance, first);
            }
        });
    }

    private int reopened() {
        return jdbc.sql("select seats from reopening order by day desc limit 1")
                .query(Integer.class)
                .single();
    }
}
