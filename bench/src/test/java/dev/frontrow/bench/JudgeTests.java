package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.bench.Testimony.Stay;
import dev.frontrow.bench.Testimony.Told;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing must be able to find something. */
class JudgeTests {

    private static final long LATER = TimeUnit.SECONDS.toNanos(10);

    private static Told told(int fan, long number, long position, long at) {
        return new Told(fan, 0, false, number, position, at, at, at + 1);
    }

    @Test
    void aNumberIsOneAccountsAndAnAccountKeepsItsNumber() {
        assertThat(Judge.numbers(List.of(told(1, 7, 3, 0), told(1, 7, 2, 5), told(2, 8, 3, 5))))
                .isEmpty();
        assertThat(Judge.numbers(List.of(told(1, 7, 3, 0), told(2, 7, 3, 0)))).hasSize(1);
        assertThat(Judge.numbers(List.of(told(1, 7, 3, 0), told(1, 8, 3, 0)))).hasSize(1);
    }

    @Test
    void aPositionGetsBetterOnly() {
        assertThat(Judge.positions(List.of(told(1, 7, 3, 0), told(1, 7, 3, 5), told(1, 7, 0, 9)), 0))
                .isEmpty();
        assertThat(Judge.positions(List.of(told(1, 7, 3, 0), told(1, 7, 4, 5)), 0))
                .hasSize(1);
        assertThat(Judge.positions(List.of(told(1, 7, 3, 0), told(1, 7, 4, 5)), 1))
                .as("there is no position before the draw")
                .isEmpty();
    }

    @Test
    void nobodyWaitsOnceALaterTurnWasCalled() throws Exception {
        var inOrder = List.of(told(1, 1, 0, 0), told(2, 2, 1, LATER), told(2, 2, 0, LATER + 5));
        assertThat(Judge.order(inOrder, Lots.none(), 0)).isEmpty();
        var overtaken = List.of(told(2, 2, 0, 0), told(1, 1, 1, LATER));
        assertThat(Judge.order(overtaken, Lots.none(), 0)).hasSize(1);
        var atOnce = List.of(told(2, 2, 0, 0), told(1, 1, 1, 5));
        assertThat(Judge.order(atOnce, Lots.none(), 0))
                .as("an instance may have seen the room a moment ago")
                .isEmpty();
        var backAfterMissing = List.of(told(2, 2, 0, 0), new Told(1, 0, true, 1, 1, 0, LATER, LATER + 1));
        assertThat(Judge.order(backAfterMissing, Lots.none(), 0)).isEmpty();
    }

    @Test
    void amongThoseDrawnTheLotsAreTheOrder() throws Exception {
        var lots = new Lots("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 5);
        assertThat(lots.turn(5)).isLessThan(lots.turn(2));
        assertThat(Judge.order(List.of(told(5, 5, 0, 0), told(2, 2, 1, LATER)), lots, 0))
                .isEmpty();
        assertThat(Judge.order(List.of(told(2, 2, 0, 0), told(5, 5, 1, LATER)), lots, 0))
                .hasSize(1);
    }

    @Test
    void whoeverCameBeforeTheOpeningIsDrawnAndNobodyElse() throws Exception {
        var lots = new Lots("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 5);
        assertThat(Judge.draw(List.of(told(1, 5, 5, 0), told(2, 6, 6, LATER)), lots, 5))
                .isEmpty();
        assertThat(Judge.draw(List.of(told(1, 6, 6, 0)), lots, 5)).hasSize(1);
        assertThat(Judge.draw(List.of(told(1, 5, 5, LATER)), lots, 5)).hasSize(1);
    }

    @Test
    void insideAreThoseWhoCameAndHaveNotGone() {
        assertThat(Judge.mostInside(List.of(new Stay(1, 0, 5), new Stay(2, 5, 9))))
                .isEqualTo(1);
        assertThat(Judge.mostInside(List.of(new Stay(1, 0, 5), new Stay(2, 4, 9), new Stay(3, 1, 5))))
                .isEqualTo(3);
    }

    @Test
    void aKeyTopsUpOnce() {
        var testimony = new Testimony();
        testimony.chargeAsked(1);
        testimony.charged(1);
        assertThat(Judge.charges(testimony.charges(), Map.of(1, 1))).isEmpty();
        assertThat(Judge.charges(testimony.charges(), Map.of())).hasSize(1);
        assertThat(Judge.charges(testimony.charges(), Map.of(1, 2))).hasSize(1);
    }

    @Test
    void aHoldLapsesSoonAfterItsDeadline() {
        assertThat(Judge.lapses(Map.of("a", 0.2, "b", 5.0))).isEmpty();
        assertThat(Judge.lapses(Map.of("a", 0.2, "b", 30.0)))
                .containsExactly("hold b lapsed 30.0 s after its deadline");
    }

    @Test
    void aSaleSellsUntilNothingIsLeft() {
        assertThat(Judge.end(new Judge.End(100, 10, 0, 50, 0, true))).isEmpty();
        assertThat(Judge.end(new Judge.End(100, 10, 0, 50, 4, true))).hasSize(1);
        assertThat(Judge.end(new Judge.End(100, 10, 0, 50, 4, false)))
                .as("there were more seats than wanted")
                .isEmpty();
    }

    @Test
    void aSaleThatSellsNothingIsNoneUnlessNobodyWantsASeat() {
        assertThat(Judge.end(new Judge.End(100, 99, 0, 0, 50, false))).hasSize(1);
        assertThat(Judge.end(new Judge.End(100, 100, 0, 0, 50, false))).isEmpty();
    }

    @Test
    void nobodyGivesUp() {
        assertThat(Judge.end(new Judge.End(100, 10, 1, 50, 0, true))).hasSize(1);
    }

    @Test
    void aReplayIsTheFirstAnswer() {
        var testimony = new Testimony();
        assertThat(testimony.isFirst("key", "a")).isTrue();
        assertThat(testimony.isFirst("key", "a")).isFalse();
        assertThat(testimony.contradictions()).isEmpty();
        testimony.isFirst("key", "b");
        assertThat(testimony.contradictions()).hasSize(1);
    }
}
