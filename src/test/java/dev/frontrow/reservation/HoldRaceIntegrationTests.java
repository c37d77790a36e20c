package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api.Answer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Invariants;
import dev.frontrow.Race;
import dev.frontrow.Race.Instances;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.catalog.Performance;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.Performances;
import dev.frontrow.shared.Scope;
import dev.frontrow.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Fans who reach for the same seats at the same instant, on one instance and on two (invariant 1). */
class HoldRaceIntegrationTests {

    private static final int CROWD = 200;
    private static final int SAME_FAN_AT_ONCE = 50;
    private static final int SEATS_AT_ONCE = 20;
    private static final int MOST_SEATS = 4;

    private static final TestServer SERVER = TestServer.shared();
    private static List<Fan> crowd = List.of();

    private final Stage.Show show = Stage.plain(SERVER);

    @BeforeAll
    static void letIn() {
        SERVER.second();
        crowd = Fans.admitted(SERVER, CROWD);
    }

    /** O4, and that the seats say the same as the reservations. */
    @AfterEach
    void theBooksBalance() {
        Invariants.assertKept(SERVER, show.performanceId());
    }

    /** H3 */
    @ParameterizedTest
    @EnumSource
    void ofTwoHundredFansOneGetsTheSeat(Instances instances) {
        var servers = instances.ofShared();

        var answers = Race.run(CROWD, i -> reserve(Race.turn(servers, i), crowd.get(i), List.of(7)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(HoldRaceIntegrationTests::assertTaken)
                .allSatisfy(answer ->
                        assertThat(numbers(answer.body().path("seats"))).containsExactly(7));
        assertThat(liveHolds()).isEqualTo(1);
    }

    /** H3: with no lock in Redis to turn anybody away. */
    @ParameterizedTest
    @EnumSource
    void postgresAloneGivesTheSeatToOneFan(Instances instances) {
        var outcomes = raceInPostgres(instances, CROWD, i -> List.of(7));

        assertThat(outcomes).filteredOn(outcome -> outcome.equals("held")).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome.equals("taken")).hasSize(CROWD - 1);
        assertThat(liveHolds()).isEqualTo(1);
    }

    /** H1, H3: every choice of four seats, named in every order, at once. */
    @ParameterizedTest
    @EnumSource
    void overlappingHoldsGetAllOfTheirSeatsOrNone(Instances instances) {
        var servers = instances.ofShared();
        var choices = choices(List.of(11, 12, 13, 14));
        assertThat(choices).hasSize(64);

        var answers = Race.run(choices.size(), i -> reserve(Race.turn(servers, i), crowd.get(i), choices.get(i)));

        var held = new ArrayList<Integer>();
        for (int i = 0; i < choices.size(); i++) {
            var answer = answers.get(i);
            if (answer.status() == 201) {
                assertThat(numbers(answer.body().path("seatNumbers")))
                        .containsExactlyInAnyOrderElementsOf(choices.get(i));
                held.addAll(choices.get(i));
            } else {
                assertTaken(answer);
                assertThat(choices.get(i)).containsAll(numbers(answer.body().path("seats")));
            }
        }
        assertThat(held).isNotEmpty().doesNotHaveDuplicates();
        assertThat(heldSeats()).containsExactlyInAnyOrderElementsOf(held);
    }

    /** H1, H3: the same without Redis; who reaches for a seat that is just being taken is refused, nobody waits. */
    @ParameterizedTest
    @EnumSource
    void postgresAloneGivesOverlappingHoldsAllOfTheirSeatsOrNone(Instances instances) {
        var choices = choices(List.of(11, 12, 13, 14)).stream()
                .map(choice -> choice.stream().sorted().toList())
                .toList();

        var outcomes = raceInPostgres(instances, choices.size(), choices::get);

        assertThat(outcomes).containsOnly("held", "taken");
        var held = IntStream.range(0, choices.size())
                .filter(i -> outcomes.get(i).equals("held"))
                .boxed()
                .flatMap(i -> choices.get(i).stream())
                .toList();
        assertThat(held).doesNotHaveDuplicates();
        assertThat(heldSeats()).containsExactlyInAnyOrderElementsOf(held);
    }

    /** H4 */
    @ParameterizedTest
    @EnumSource
    void aFanWhoAsksManyTimesAtOnceHasOneHold(Instances instances) {
        var servers = instances.ofShared();
        var fan = crowd.getFirst();

        var answers = Race.run(SAME_FAN_AT_ONCE, i -> reserve(Race.turn(servers, i), fan, turned(i, 21, 22, 23)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(distinct(answers, "reservationId")).hasSize(1);
        assertThat(distinct(answers, "expiresAt")).hasSize(1);
        assertThat(distinct(answers, "seatNumbers")).containsExactly("[21,22,23]");
        assertThat(liveHolds()).isEqualTo(1);
    }

    /** H5 */
    @ParameterizedTest
    @EnumSource
    void aFanNeverGetsMoreSeatsThanOneMayHave(Instances instances) {
        var servers = instances.ofShared();
        var fan = crowd.getFirst();

        var answers = Race.run(SEATS_AT_ONCE, i -> reserve(Race.turn(servers, i), fan, List.of(i + 1)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(MOST_SEATS);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.error()).isEqualTo("SEAT_LIMIT_EXCEEDED"))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(409));
        assertThat(heldSeats()).hasSize(MOST_SEATS);
        assertOthersGetTheRest(answers);
    }

    /** C6: a hold decides on the truth, not on the other instance's reading of the moment before. */
    @Test
    void theOtherInstanceSellsWhatHasJustBeenPublished() {
        var other = SERVER.second();
        for (int seat = 1; seat <= MOST_SEATS; seat++) {
            reserve(other, crowd.getFirst(), List.of(seat)); // now it knows who plays that day
            var news = Stage.plain(SERVER);
            assertThat(reserve(other, crowd.getFirst(), news, List.of(1)).status())
                    .isEqualTo(201);
        }
    }

    /** The refused holds left no lock in Redis behind. */
    private void assertOthersGetTheRest(List<Answer> answers) {
        for (int seat = 1; seat <= SEATS_AT_ONCE; seat++) {
            int expected = answers.get(seat - 1).status() == 201 ? 409 : 201;
            assertThat(reserve(SERVER, crowd.get(seat), List.of(seat)).status()).isEqualTo(expected);
        }
    }

    private Answer reserve(TestServer instance, Fan fan, List<Integer> seats) {
        return reserve(instance, fan, show, seats);
    }

    private static Answer reserve(TestServer instance, Fan fan, Stage.Show of, List<Integer> seats) {
        var hold = Map.of("userId", fan.userId(), "date", of.date(), "concertId", of.concertId(), "seats", seats);
        return fan.at(instance).post("/seats/reserve", hold);
    }

    private List<String> raceInPostgres(Instances instances, int fans, IntFunction<List<Integer>> seats) {
        var performance = performance();
        var transactions = instances.ofShared().stream()
                .map(server -> server.bean(HoldTransaction.class))
                .toList();
        return Race.run(fans, i -> {
            try {
                var user = new UserId(crowd.get(i).userId());
                var wanted = new Wanted(user, performance, seats.apply(i));
                Race.turn(transactions, i).take(List.of(wanted)).getFirst().orThrow();
                return "held";
            } catch (SeatTaken taken) {
                return "taken";
            }
        });
    }

    private Performance performance() {
        return SERVER.bean(Performances.class).byId(new PerformanceId(show.performanceId()), new Scope.EveryConcert());
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer.error()).as("%s", answer).isEqualTo("SEAT_ALREADY_RESERVED");
        assertThat(answer.status()).isEqualTo(409);
    }

    /** Every selection of one or more, in every order. */
    private static List<List<Integer>> choices(List<Integer> seats) {
        return seats.stream()
                .flatMap(first -> {
                    var others =
                            seats.stream().filter(seat -> !seat.equals(first)).toList();
                    return Stream.concat(
                            Stream.of(List.of(first)),
                            choices(others).stream()
                                    .map(rest -> Stream.concat(Stream.of(first), rest.stream())
                                            .toList()));
                })
                .toList();
    }

    private static List<Integer> turned(int by, Integer... seats) {
        return IntStream.range(0, seats.length)
                .mapToObj(i -> seats[(i + by) % seats.length])
                .toList();
    }

    private static Set<String> distinct(List<Answer> answers, String member) {
        return answers.stream()
                .map(answer -> answer.body().path(member))
                .map(value -> value.isString() ? value.asString() : value.toString())
                .collect(Collectors.toSet());
    }

    private static List<Integer> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }

    private long liveHolds() {
        return SERVER.jdbc()
                .sql("select count(*) from reservation where performance_id = :performance and status = 'HELD'")
                .param("performance", show.performanceId())
                .query(Long.class)
                .single();
    }

    private List<Integer> heldSeats() {
        return SERVER.jdbc()
                .sql("select number from seat where performance_id = :performance and status = 'HELD'")
                .param("performance", show.performanceId())
                .query((row, line) -> row.getInt("number"))
                .list();
    }
}
