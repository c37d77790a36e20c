package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.catalog.Performance;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Whatever three fans do with six seats, in whatever order and at whatever time, the books balance. */
class HistoryPropertiesIntegrationTests {

    private static final int MAX_COMMANDS = 40;
    private static final List<String> MUST_BE_ZERO = List.of(
            "seatsSoldTwice", "paymentsWithoutSeats", "seatsWithoutPayment", "walletsOutOfBalance", "revenueMismatch");

    private static final BoxOffice office = BoxOffice.open();

    /** One step of a history. */
    sealed interface Command {
        record Charge(int fan, long points) implements Command {}

        record Hold(int fan, List<Integer> seats) implements Command {}

        /** Pays one of the reservations there are by then, anybody's. */
        record Pay(int fan, int which) implements Command {}

        record Cancel(int fan, int seat) implements Command {}

        record Wait(Duration time) implements Command {}

        record WaitUntilNine() implements Command {}

        record Sweep() implements Command {}

        record Reopen() implements Command {}
    }

    /** A history as it runs: the server's side of it and the paper's. */
    private record Sale(Performance performance, List<UserId> fans, PaperBooks books, List<ReservationId> ids) {

        static Sale begin(String reopen) {
            office.reopen(); // what is due is done before the history begins
            return new Sale(
                    office.performance(reopen, PaperBooks.SEATS),
                    Stream.generate(() -> office.fan(0)).limit(PaperBooks.FANS).toList(),
                    new PaperBooks(reopen, office.now()),
                    new ArrayList<>());
        }

        void run(Command command) {
            var now = office.now();
            switch (command) {
                case Command.Charge(int fan, long points) -> {
                    assertThat(office.charge(fans.get(fan), points)).isEqualTo(BoxOffice.DONE);
                    books.points[fan] += points;
                }
                case Command.Hold(int fan, List<Integer> seats) -> hold(fan, seats);
                case Command.Pay(int fan, int which) -> {
                    if (!ids.isEmpty()) {
                        int line = which % ids.size();
                        var answer = office.pay(fans.get(fan), ids.get(line));
                        assertThat(answer).isEqualTo(books.pay(fan, books.lines.get(line), now));
                    }
                }
                case Command.Cancel(int fan, int seat) ->
                    assertThat(office.cancel(fans.get(fan), performance, seat)).isEqualTo(books.cancel(fan, seat, now));
                case Command.Wait(Duration time) -> office.wait(time);
                case Command.WaitUntilNine() -> office.waitUntil(PaperBooks.nextNine(now));
                case Command.Sweep() -> {
                    office.sweep();
                    books.sweep(now);
                }
                case Command.Reopen() -> {
                    office.reopen();
                    books.reopen(now);
                }
            }
        }

        private void hold(int fan, List<Integer> seats) {
            var objections = books.objectionsToHold(fan, seats, office.now());
            var answer = office.hold(fans.get(fan), performance, seats);
            if (!objections.isEmpty()) {
                assertThat(objections).contains(answer);
                return;
            }
            assertThat(answer).isEqualTo(BoxOffice.DONE);
            if (books.hold(fan, seats, office.now())) {
                var added = office.reservations(fans.get(fan), performance).stream()
                        .map(Reservation::id)
                        .filter(id -> !ids.contains(id))
                        .toList();
                assertThat(added).hasSize(1);
                ids.addAll(added);
            }
        }

        void compare() {
            assertThat(IntStream.rangeClosed(1, PaperBooks.SEATS).mapToObj(seat -> office.seat(performance, seat)))
                    .isEqualTo(books.seats());
            assertThat(IntStream.range(0, PaperBooks.FANS).mapToLong(fan -> office.balance(fans.get(fan))))
                    .containsExactly(books.points[0], books.points[1], books.points[2]);
            var found = fans.stream()
                    .flatMap(fan -> office.reservations(fan, performance).stream())
                    .toList();
            assertThat(found)
                    .hasSameSizeAs(ids)
                    .allSatisfy(reservation -> assertThat(reservation.status())
                            .isEqualTo(books.lines.get(ids.indexOf(reservation.id())).status));
        }
    }

    /** Section 10, invariants 1 to 4; H3 to H5, H7 to H9, M2, M3, M5, P3, O4. */
    @Property(tries = 60)
    void anyHistoryKeepsThePromises(@ForAll("reopens") String reopen, @ForAll("histories") List<Command> history) {
        var sale = Sale.begin(reopen);
        history.forEach(sale::run);
        sale.compare();
        assertThat(offences())
                .allSatisfy(
                        (rule, offences) -> assertThat((long) offences).as(rule).isZero());
        var books = Fans.organizer(office.server())
                .api()
                .get("/admin/reconciliation")
                .body();
        MUST_BE_ZERO.forEach(
                name -> assertThat(books.path(name).asLong(-1)).as(name).isZero());
    }

    /** What PostgreSQL must not contain, asked of all histories so far. */
    private static Map<String, Long> offences() {
        return office
                .server()
                .jdbc()
                .sql("""
                with live as (
                    select r.*, unnest(r.seats) as number from reservation r
                     where r.status = 'PAID' or r.status = 'HELD' and r.expires_at > :now
                )
                select (select count(*) from (select 1 from live group by performance_id, number
                                              having count(*) > 1) seats) as "seats that two have",
                       (select count(*) from (select 1 from live group by performance_id, user_id
                                              having count(*) > 4) fans) as "fans over the limit",
                       (select count(*) from payment p join reservation r on r.id = p.reservation_id
                         where p.paid_at >= r.expires_at or p.paid_at < r.held_at) as "holds paid out of time",
                       (select count(*) from wallet w where w.balance <> (
                           select coalesce(sum(amount), 0) from wallet_entry e
                            where e.user_id = w.user_id)) as "wallets astray"
                """)
                .param("now", office.now().atOffset(java.time.ZoneOffset.UTC))
                .query()
                .singleRow()
                .entrySet()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> (Long) entry.getValue()));
    }

    @Provide
    Arbitrary<String> reopens() {
        return Arbitraries.of("DAILY", "IMMEDIATELY");
    }

    @Provide
    Arbitrary<List<Command>> histories() {
        var fan = Arbitraries.integers().between(0, PaperBooks.FANS - 1);
        var seat = Arbitraries.integers().between(1, PaperBooks.SEATS);
        var seats = seat.set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(numbers -> numbers.stream().sorted().toList());
        var points = Arbitraries.of(1L, 49_999L, 50_000L, 200_000L);
        var times = Arbitraries.of(
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5).minusMillis(1),
                Duration.ofMinutes(5),
                Duration.ofHours(1));
        Arbitrary<Command> charge = Combinators.combine(fan, points).as(Command.Charge::new);
        Arbitrary<Command> hold = Combinators.combine(fan, seats).as(Command.Hold::new);
        Arbitrary<Command> pay = Combinators.combine(fan, Arbitraries.integers().between(0, MAX_COMMANDS))
                .as(Command.Pay::new);
        Arbitrary<Command> cancel = Combinators.combine(fan, seat).as(Command.Cancel::new);
        Arbitrary<Command> wait = times.map(Command.Wait::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(3, charge),
                        Tuple.of(8, hold),
                        Tuple.of(6, pay),
                        Tuple.of(2, cancel),
                        Tuple.of(3, wait),
                        Tuple.of(1, Arbitraries.just(new Command.WaitUntilNine())),
                        Tuple.of(2, Arbitraries.just(new Command.Sweep())),
                        Tuple.of(1, Arbitraries.just(new Command.Reopen())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(MAX_COMMANDS)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
