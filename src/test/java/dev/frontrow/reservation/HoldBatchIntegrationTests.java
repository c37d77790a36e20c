package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Invariants;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.UserId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds that one transaction decides together: each as if those before it had just got theirs. */
class HoldBatchIntegrationTests {

    private static final int MANY = 40;

    private final TestServer server = TestServer.shared();
    private final Stage.Show show = Stage.plain(server);
    private final HoldTransaction transaction = server.bean(HoldTransaction.class);
    private final UserId kim = new UserId(Fans.signUp(server).userId());
    private final UserId lee = new UserId(Fans.signUp(server).userId());

    @AfterEach
    void theBooksBalance() {
        Invariants.assertKept(server, show.performanceId());
    }

    /** H3 */
    @Test
    void theFirstOfABatchGetsTheSeat() {
        assertThat(take(wanted(lee, 1, 2), wanted(kim, 2, 3), wanted(kim, 3)))
                .containsExactly("[1, 2]", "SEAT_ALREADY_RESERVED [2]", "[3]");
    }

    /** H1: whoever does not get all of the seats leaves every one of them to the next. */
    @Test
    void aRefusedHoldTakesNoSeatFromTheNextOne() {
        take(wanted(lee, 5));

        assertThat(take(wanted(kim, 4, 5), wanted(lee, 4))).containsExactly("SEAT_ALREADY_RESERVED [5]", "[4]");
    }

    /** H5 */
    @Test
    void theLimitCountsWhatTheSameBatchHasGiven() {
        assertThat(take(wanted(kim, 1, 2, 3), wanted(kim, 4, 5), wanted(kim, 6), wanted(kim, 7)))
                .containsExactly("[1, 2, 3]", "SEAT_LIMIT_EXCEEDED", "[6]", "SEAT_LIMIT_EXCEEDED");
    }

    /** H4 */
    @Test
    void theSameHoldAskedForTwiceInABatchIsOne() {
        var outcomes = transaction.take(List.of(wanted(kim, 1, 2), wanted(kim, 1, 2)));

        assertThat(outcomes.stream()
                        .map(Outcome::orThrow)
                        .map(Allotment.Taken::hold)
                        .distinct())
                .hasSize(1);
        assertThat(outcomes.stream().flatMap(taken -> taken.orThrow().news().stream()))
                .hasSize(1);
    }

    @Test
    void manyAreTakenByOneTransaction() {
        var fans = Stream.generate(() -> new UserId(Fans.signUp(server).userId()))
                .limit(MANY)
                .toList();

        var outcomes = transaction.take(IntStream.range(0, MANY)
                .mapToObj(i -> wanted(fans.get(i), i + 1))
                .toList());

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(server.jdbc()
                        .sql("select count(distinct xmin::text) from reservation where performance_id = :performance")
                        .param("performance", show.performanceId())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Wanted wanted(UserId user, Integer... seats) {
        var performance =
                server.bean(Performances.class).byId(new PerformanceId(show.performanceId()), new Scope.EveryConcert());
        return new Wanted(user, performance, List.of(seats));
    }

    private List<String> take(Wanted... all) {
        return transaction.take(List.of(all)).stream()
                .map(HoldBatchIntegrationTests::told)
                .toList();
    }

    private static String told(Outcome<Allotment.Taken> outcome) {
        return switch (outcome) {
            case Outcome.Done<Allotment.Taken>(var taken) ->
                taken.hold().seatNumbers().toString();
            case Outcome.Refused<Allotment.Taken>(SeatTaken taken) -> taken.error() + " " + taken.numbers();
            case Outcome.Refused<Allotment.Taken>(var problem) -> problem.error();
        };
    }
}
