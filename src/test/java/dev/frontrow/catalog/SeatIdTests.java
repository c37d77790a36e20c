package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** C5 */
class SeatIdTests {

    @Test
    void aSeatsIdTellsItsPerformanceAndNumber() {
        var seat = SeatId.of(new PerformanceId(42), 60_000);
        assertThat(seat.value()).isEqualTo(4_260_000);
        assertThat(seat.performance()).isEqualTo(new PerformanceId(42));
        assertThat(seat.number()).isEqualTo(60_000);
    }
}
