package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api.Answer;
import dev.frontrow.Books;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.Race.Instances;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens at one instant of the clock, which these tests move: on instances of their own. */
class DeadlineRaceIntegrationTests {

    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final int ROUNDS = 40;
    /** The first round starts so early that it must be paid, the last one at the deadline itself. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    private static final Duration STEP = Duration.ofNanos(500_000);
    private static final int PAYING = 6;
    private static final int SWEEPING = 2;
    private static final int DAYS = 5;
    private static final int LOOKING = 10;
    private static final int PRICE = 50_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final LocalTime REOPENING = LocalTime.of(9, 0);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestServer server;
    private static TestServer second;

    private Stage.Show show;

    @BeforeAll
    static void start() {
        server = TestServer.start("--frontrow.hold.duration=" + HOLD.toSeconds() + "s");
        second = server.second();
    }

    @AfterAll
    static void stop() {
        second.stop();
        server.stop();
    }

    @BeforeEach
    void stage() {
        show = Stage.plain(server);
    }

    /** O4, and that the seats say the same as the reservations. */
    @AfterEach
    void theBooksBalance() {
        Invariants.assertSeatsMatchReservations(server, show.performanceId());
        Books.assertBalanced(Fans.organizer(server).api());
    }

    /** H7, M2, M3, invariants 2 and 3: paid, or lapsed, or refused; never two of them. */
    @ParameterizedTest
    @EnumSource
    void aHoldIsEitherPaidOrLapses(Instances instances) {
        var buyers = Fans.signUp(server, ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var buyer = buyers.get(round);
            charge(buyer);
            var hold = hold(buyer, round + 1);
            var before = round == 0 ? EARLY : STEP.multipliedBy(ROUNDS - 1 - round);

            var paying = payAndSweep(instances, buyer, hold, hold.expiresAt().minus(before));

            await().atMost(SOON).until(() -> !endOf(hold).status().equals("HELD"));
            if (endOf(hold).status().equals("PAID")) {
                assertPaid(hold, paying);
            } else {
                assertLapsed(hold, paying);
            }
            if (round == 0 || round == ROUNDS - 1) {
                assertThat(endOf(hold).status()).isEqualTo(round == 0 ? "PAID" : "EXPIRED");
            }
        }
    }

    /** H8: all of them look at 09:00, one does it. */
    @ParameterizedTest
    @EnumSource
    void oneInstanceReopensEachDaysSeats(Instances instances) {
        var clocks = instances.of(List.of(server, second)).stream()
                .map(instance -> instance.bean(Reopening.class))
                .toList();
        for (int day = 0; day < DAYS; day++) {
            cancelSomeSeats(day);
            var canceled = count("select count(*) from seat where status = 'CANCELED'");
            assertThat(canceled).isGreaterThanOrEqualTo(4);
            var morning = nextReopening();
            server.clock().set(morning.toInstant());

            Race.run(LOOKING, i -> {
                Race.turn(clocks, i).look();
                return true;
            });

            assertThat(reopened(morning)).containsExactly(canceled);
            assertThat(count("select count(*) from seat where status = 'CANCELED'"))
                    .isZero();
        }
        assertThat(count("select count(*) from seat where status <> 'AVAILABLE' and performance_id = "
                        + show.performanceId()))
                .isZero();
    }

    /** The answers of those who pay. The sweep of each instance, which runs of itself as well, is one more runner. */
    private List<Answer> payAndSweep(Instances instances, Fan buyer, Reservation hold, Instant start) {
        var servers = instances.of(List.of(server, second));
        server.clock().set(start);
        return Race.run(PAYING + SWEEPING, i -> {
                    if (i < PAYING) {
                        return Optional.of(buyer.at(Race.turn(servers, i)).post("/payment/" + hold.id(), Map.of()));
                    }
                    Race.turn(servers, i).bean(LapseClock.class).sweep();
                    return Optional.<Answer>empty();
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private void assertPaid(Reservation hold, List<Answer> paying) {
        assertThat(paying).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(paying)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Answer::error)
                .containsOnly("ALREADY_PAID");
        assertThat(seat(hold)).isEqualTo("RESERVED");
        assertThat(endOf(hold).endedAt()).isBefore(hold.expiresAt());
        assertThat(countOf(hold, "select count(*) from payment where user_id = :user"))
                .isEqualTo(1);
        Invariants.assertWalletAddsUp(server, hold.userId().value(), 0);
    }

    private void assertLapsed(Reservation hold, List<Answer> paying) {
        assertThat(paying)
                .allSatisfy(answer -> assertThat(answer.error()).isEqualTo("HOLD_EXPIRED"))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(410));
        assertThat(endOf(hold).status()).isEqualTo("EXPIRED");
        assertThat(seat(hold)).isEqualTo("CANCELED");
        assertThat(endOf(hold).endedAt()).isAfterOrEqualTo(hold.expiresAt());
        assertThat(countOf(hold, "select count(*) from payment where user_id = :user"))
                .isZero();
        Invariants.assertWalletAddsUp(server, hold.userId().value(), PRICE);
    }

    private static void charge(Fan buyer) {
        var charged = buyer.api().post("/points/users/" + buyer.userId() + "/charge", Map.of("amount", PRICE));
        assertThat(charged.status()).isEqualTo(200);
    }

    private Reservation hold(Fan buyer, int seat) {
        var performance =
                server.bean(Performances.class).byId(new PerformanceId(show.performanceId()), new Scope.EveryConcert());
        return server.bean(Holds.class).take(new UserId(buyer.userId()), performance, List.of(seat));
    }

    /** Some by their fan, some by the clock. */
    private void cancelSomeSeats(int day) {
        var buyer = Fans.signUp(server);
        var first = hold(buyer, day * 4 + 1);
        var second = hold(buyer, day * 4 + 2);
        hold(buyer, day * 4 + 3);
        hold(buyer, day * 4 + 4);
        for (var hold : List.of(first, second)) {
            var order = Map.of(
                    "userId", buyer.userId(),
                    "date", show.date(),
                    "concertId", show.concertId(),
                    "seat", hold.seatNumbers().getFirst());
            assertThat(buyer.api().send("DELETE", "/seats/cancel", order).status())
                    .isEqualTo(200);
        }
        server.clock().advance(HOLD);
        await().atMost(SOON).until(() -> count("select count(*) from reservation where status = 'HELD'") == 0);
    }

    private static ZonedDateTime nextReopening() {
        var now = server.clock().instant().atZone(ZONE);
        var today = now.with(REOPENING);
        return now.isBefore(today) ? today : today.plusDays(1);
    }

    private static List<Long> reopened(ZonedDateTime morning) {
        return server.jdbc()
                .sql("select seats from reopening where day = :day")
                .param("day", morning.toLocalDate())
                .query((row, line) -> row.getLong("seats"))
                .list();
    }

    private record End(String status, Instant endedAt) {}

    /** A hold that runs on ends at the end of time. */
    private static End endOf(Reservation hold) {
        return server.jdbc()
                .sql("select status, ended_at from reservation where id = :id")
                .param("id", hold.id().value())
                .query((row, line) -> {
                    var endedAt = row.getTimestamp("ended_at");
                    return new End(row.getString("status"), endedAt == null ? Instant.MAX : endedAt.toInstant());
                })
                .single();
    }

    private static String seat(Reservation hold) {
        return server.seatStatus(
                hold.performanceId().value(), hold.seatNumbers().getFirst());
    }

    private static long countOf(Reservation hold, String sql) {
        return server.jdbc()
                .sql(sql)
                .param("user", hold.userId().value())
                .query(Long.class)
                .single();
    }

    private static long count(String sql) {
        return server.jdbc().sql(sql).query(Long.class).single();
    }
}
