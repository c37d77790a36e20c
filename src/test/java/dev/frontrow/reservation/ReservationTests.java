package dev.frontrow.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.Reservation.Status;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a reservation may go, and where it stands. */
class ReservationTests {

    private static final Instant DEADLINE = Instant.parse("2026-10-15T10:00:00Z");

    /** Section 4: {@code HELD → PAID}, {@code HELD → EXPIRED}, {@code HELD → CANCELED}, {@code PAID → REFUNDED}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            from     | HELD | PAID | EXPIRED | CANCELED | REFUNDED
            HELD     | no   | yes  | yes     | yes      | no
            PAID     | no   | no   | no      | no       | yes
            EXPIRED  | no   | no   | no      | no       | no
            CANCELED | no   | no   | no      | no       | no
            REFUNDED | no   | no   | no      | no       | no
            """)
    void aHoldEndsInOneOfThreeWaysAndOnlyAPaymentIsTakenBack(
            Status from, String held, String paid, String expired, String canceled, String refunded) {
        assertThat(List.of(Status.values()).stream().map(next -> from.canBecome(next) ? "yes" : "no"))
                .containsExactly(held, paid, expired, canceled, refunded);
    }

    /** H7: from its last instant on, swept or not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            status   | a nanosecond before | at the deadline | an hour after
            HELD     | HELD                | EXPIRED         | EXPIRED
            PAID     | PAID                | PAID            | PAID
            EXPIRED  | EXPIRED             | EXPIRED         | EXPIRED
            CANCELED | CANCELED            | CANCELED        | CANCELED
            REFUNDED | REFUNDED            | REFUNDED        | REFUNDED
            """)
    void onlyAHoldRunsOut(Status status, Status before, Status at, Status after) {
        var reservation = new Reservation(
                new ReservationId(Ids.next()),
                new ConcertId(1),
                new PerformanceId(1),
                LocalDate.of(2026, 12, 31),
                new UserId(Ids.next()),
                List.of(1),
                50_000,
                status,
                DEADLINE.minusSeconds(300),
                DEADLINE);
        assertThat(reservation.statusAt(DEADLINE.minusNanos(1))).isEqualTo(before);
        assertThat(reservation.statusAt(DEADLINE)).isEqualTo(at);
        assertThat(reservation.statusAt(DEADLINE.plusSeconds(3_600))).isEqualTo(after);
    }
}
