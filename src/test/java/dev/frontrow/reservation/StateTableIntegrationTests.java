package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.catalog.Performance;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * State × event × time, for the seat and the reservation. Each row plays on days of its own: an owner with 100,000
 * points brings a seat into the given state before nine o'clock, by a hold whose deadline is one minute past nine (one
 * that expired had its deadline before nine). Then, at the moment named, something happens.
 *
 * <p>{@code in time} stands for half a minute and for one millisecond before the deadline, {@code too late} for the
 * deadline itself and half a minute after it; nobody has swept. {@code always} stands for one millisecond before it and
 * for the deadline, {@code both} for concerts that reopen daily and at once. The reservations are the owner's as the
 * API lists them, newest first.
 */
class StateTableIntegrationTests {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final long CHARGED = 100_000;
    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final int SEATS = 500;

    private static final BoxOffice office = BoxOffice.open();
    private static final Map<String, Performance> performances = new HashMap<>();
    private static int seatsUsed;

    /** The owner's seat of one row. */
    private record Story(Performance performance, int seat, UserId owner, UserId other, ReservationId reservation) {}

    /** H1, H2, H4, H7, H8, H9, M3, M5 */
    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # given  |time    |reopens    |event        |answer                   |seat     |reservations |points
            AVAILABLE|always  |both       |owner holds  |done                     |HELD     |HELD         |100000
            AVAILABLE|always  |both       |other holds  |done                     |HELD     |-            |100000
            AVAILABLE|always  |both       |owner pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|-            |100000
            AVAILABLE|always  |both       |other pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|-            |100000
            AVAILABLE|always  |both       |owner cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|-            |100000
            AVAILABLE|always  |both       |other cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|-            |100000
            AVAILABLE|always  |both       |sweep        |done                     |AVAILABLE|-            |100000
            AVAILABLE|always  |both       |nine o'clock |done                     |AVAILABLE|-            |100000
            HELD     |in time |both       |owner holds  |done                     |HELD     |HELD         |100000
            HELD     |in time |both       |other holds  |409 SEAT_ALREADY_RESERVED|HELD     |HELD         |100000
            HELD     |in time |both       |owner pays   |done                     |RESERVED |PAID         | 50000
            HELD     |in time |both       |other pays   |404 RESERVATION_NOT_FOUND|HELD     |HELD         |100000
            HELD     |in time |DAILY      |owner cancels|done                     |CANCELED |CANCELED     |100000
            HELD     |in time |IMMEDIATELY|owner cancels|done                     |AVAILABLE|CANCELED     |100000
            HELD     |in time |both       |other cancels|404 RESERVATION_NOT_FOUND|HELD     |HELD         |100000
            HELD     |in time |both       |sweep        |done                     |HELD     |HELD         |100000
            HELD     |in time |both       |nine o'clock |done                     |HELD     |HELD         |100000
            HELD     |too late|both       |owner holds  |409 SEAT_ALREADY_RESERVED|HELD     |EXPIRED      |100000
            HELD     |too late|both       |other holds  |409 SEAT_ALREADY_RESERVED|HELD     |EXPIRED      |100000
            HELD     |too late|both       |owner pays   |410 HOLD_EXPIRED         |HELD     |EXPIRED      |100000
            HELD     |too late|both       |other pays   |404 RESERVATION_NOT_FOUND|HELD     |EXPIRED      |100000
            HELD     |too late|both       |owner cancels|404 RESERVATION_NOT_FOUND|HELD     |EXPIRED      |100000
            HELD     |too late|both       |other cancels|404 RESERVATION_NOT_FOUND|HELD     |EXPIRED      |100000
            HELD     |too late|DAILY      |sweep        |done                     |CANCELED |EXPIRED      |100000
            HELD     |too late|IMMEDIATELY|sweep        |done                     |AVAILABLE|EXPIRED      |100000
            HELD     |too late|both       |nine o'clock |done                     |HELD     |EXPIRED      |100000
            PAID     |always  |both       |owner holds  |409 SEAT_ALREADY_RESERVED|RESERVED |PAID         | 50000
            PAID     |always  |both       |other holds  |409 SEAT_ALREADY_RESERVED|RESERVED |PAID         | 50000
            PAID     |always  |both       |owner pays   |409 ALREADY_PAID         |RESERVED |PAID         | 50000
            PAID     |always  |both       |other pays   |404 RESERVATION_NOT_FOUND|RESERVED |PAID         | 50000
            PAID     |always  |both       |owner cancels|404 RESERVATION_NOT_FOUND|RESERVED |PAID         | 50000
            PAID     |always  |both       |other cancels|404 RESERVATION_NOT_FOUND|RESERVED |PAID         | 50000
            PAID     |always  |both       |sweep        |done                     |RESERVED |PAID         | 50000
            PAID     |always  |both       |nine o'clock |done                     |RESERVED |PAID         | 50000
            EXPIRED  |always  |DAILY      |owner holds  |409 SEAT_ALREADY_RESERVED|CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|owner holds  |done                     |HELD     |HELD EXPIRED |100000
            EXPIRED  |always  |DAILY      |other holds  |409 SEAT_ALREADY_RESERVED|CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|other holds  |done                     |HELD     |EXPIRED      |100000
            EXPIRED  |always  |DAILY      |owner pays   |410 HOLD_EXPIRED         |CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|owner pays   |410 HOLD_EXPIRED         |AVAILABLE|EXPIRED      |100000
            EXPIRED  |always  |DAILY      |other pays   |404 RESERVATION_NOT_FOUND|CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|other pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|EXPIRED      |100000
            EXPIRED  |always  |DAILY      |owner cancels|404 RESERVATION_NOT_FOUND|CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|owner cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|EXPIRED      |100000
            EXPIRED  |always  |DAILY      |other cancels|404 RESERVATION_NOT_FOUND|CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|other cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|EXPIRED      |100000
            EXPIRED  |always  |DAILY      |sweep        |done                     |CANCELED |EXPIRED      |100000
            EXPIRED  |always  |IMMEDIATELY|sweep        |done                     |AVAILABLE|EXPIRED      |100000
            EXPIRED  |always  |both       |nine o'clock |done                     |AVAILABLE|EXPIRED      |100000
            CANCELED |always  |DAILY      |owner holds  |409 SEAT_ALREADY_RESERVED|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|owner holds  |done                     |HELD     |HELD CANCELED|100000
            CANCELED |always  |DAILY      |other holds  |409 SEAT_ALREADY_RESERVED|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|other holds  |done                     |HELD     |CANCELED     |100000
            CANCELED |always  |DAILY      |owner pays   |404 RESERVATION_NOT_FOUND|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|owner pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|CANCELED     |100000
            CANCELED |always  |DAILY      |other pays   |404 RESERVATION_NOT_FOUND|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|other pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|CANCELED     |100000
            CANCELED |always  |DAILY      |owner cancels|404 RESERVATION_NOT_FOUND|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|owner cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|CANCELED     |100000
            CANCELED |always  |DAILY      |other cancels|404 RESERVATION_NOT_FOUND|CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|other cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|CANCELED     |100000
            CANCELED |always  |DAILY      |sweep        |done                     |CANCELED |CANCELED     |100000
            CANCELED |always  |IMMEDIATELY|sweep        |done                     |AVAILABLE|CANCELED     |100000
            CANCELED |always  |both       |nine o'clock |done                     |AVAILABLE|CANCELED     |100000
            REFUNDED |always  |DAILY      |owner holds  |409 SEAT_ALREADY_RESERVED|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|owner holds  |done                     |HELD     |HELD REFUNDED|100000
            REFUNDED |always  |DAILY      |other holds  |409 SEAT_ALREADY_RESERVED|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|other holds  |done                     |HELD     |REFUNDED     |100000
            REFUNDED |always  |DAILY      |owner pays   |404 RESERVATION_NOT_FOUND|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|owner pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|REFUNDED     |100000
            REFUNDED |always  |DAILY      |other pays   |404 RESERVATION_NOT_FOUND|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|other pays   |404 RESERVATION_NOT_FOUND|AVAILABLE|REFUNDED     |100000
            REFUNDED |always  |DAILY      |owner cancels|404 RESERVATION_NOT_FOUND|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|owner cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|REFUNDED     |100000
            REFUNDED |always  |DAILY      |other cancels|404 RESERVATION_NOT_FOUND|CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|other cancels|404 RESERVATION_NOT_FOUND|AVAILABLE|REFUNDED     |100000
            REFUNDED |always  |DAILY      |sweep        |done                     |CANCELED |REFUNDED     |100000
            REFUNDED |always  |IMMEDIATELY|sweep        |done                     |AVAILABLE|REFUNDED     |100000
            REFUNDED |always  |both       |nine o'clock |done                     |AVAILABLE|REFUNDED     |100000
            """)
    void everyStateMeetsEveryEventAtEveryTime(
            String given,
            String time,
            String reopens,
            String event,
            String answer,
            String seat,
            String reservations,
            long points) {
        for (String reopen : reopens.equals("both") ? List.of("DAILY", "IMMEDIATELY") : List.of(reopens)) {
            for (Duration fromDeadline : times(time)) {
                Instant nine = nextNine();
                var story = tell(given, reopen, nine);
                office.waitUntil(nine.plusSeconds(60).plus(fromDeadline));
                assertThat(List.of(
                                happen(event, story),
                                office.seat(story.performance(), story.seat()),
                                listed(story),
                                "" + office.balance(story.owner())))
                        .as("%s %s, %s from the deadline: %s", given, reopen, fromDeadline, event)
                        .containsExactly(answer, seat, reservations, "" + points);
            }
        }
    }

    private static List<Duration> times(String words) {
        var justBefore = Duration.ofMillis(-1);
        return switch (words) {
            case "in time" -> List.of(HALF_A_MINUTE.negated(), justBefore);
            case "too late" -> List.of(Duration.ZERO, HALF_A_MINUTE);
            case "always" -> List.of(justBefore, Duration.ZERO);
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static Instant nextNine() {
        return office.now()
                .atZone(SEOUL)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.of(9, 0))
                .atZone(SEOUL)
                .toInstant();
    }

    /** Brings a fresh seat into the state. */
    private static Story tell(String state, String reopen, Instant nine) {
        var performance = performances.computeIfAbsent(reopen, wanted -> office.performance(wanted, SEATS));
        int seat = ++seatsUsed;
        var owner = office.fan(CHARGED);
        var other = office.fan(0);
        if (state.equals("AVAILABLE")) {
            return new Story(performance, seat, owner, other, new ReservationId(Ids.next()));
        }
        Instant deadline = nine.plusSeconds(state.equals("EXPIRED") ? -60 : 60);
        office.waitUntil(deadline.minus(HOLD));
        var reservation = office.held(owner, performance, seat);
        assertThat(reservation.expiresAt()).isEqualTo(deadline);
        office.wait(HALF_A_MINUTE);
        switch (state) {
            case "HELD" -> {}
            case "PAID" -> office.pay(owner, reservation.id());
            case "CANCELED" -> office.cancel(owner, performance, seat);
            case "EXPIRED" -> {
                office.waitUntil(deadline);
                office.sweep();
            }
            case "REFUNDED" -> {
                office.pay(owner, reservation.id());
                office.refund(reservation);
            }
            default -> throw new IllegalArgumentException(state);
        }
        return new Story(performance, seat, owner, other, reservation.id());
    }

    private static String happen(String event, Story story) {
        var performance = story.performance();
        return switch (event) {
            case "owner holds" -> office.hold(story.owner(), performance, List.of(story.seat()));
            case "other holds" -> office.hold(story.other(), performance, List.of(story.seat()));
            case "owner pays" -> office.pay(story.owner(), story.reservation());
            case "other pays" -> office.pay(story.other(), story.reservation());
            case "owner cancels" -> office.cancel(story.owner(), performance, story.seat());
            case "other cancels" -> office.cancel(story.other(), performance, story.seat());
            case "sweep" -> office.sweep();
            case "nine o'clock" -> office.reopen();
            default -> throw new IllegalArgumentException(event);
        };
    }

    private static String listed(Story story) {
        var all = office.reservations(story.owner(), story.performance()).stream()
                .map(reservation -> reservation.statusAt(office.now()).name())
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? "-" : all;
    }
}
