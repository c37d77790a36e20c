package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Virtual time passes as it does in a real sale. */
class PaperSaleTests {

    private static final double SHORT = 60;
    private static final double LONG = 600;
    /** What coming and choosing take here. */
    private static final double MOMENT = 20;

    /** As the server has it: the seat comes back at once, the slot does not. */
    @Test
    void aSlotOutlivesTheHoldThatLapsedInIt() {
        assertThat(waitForALapse(SHORT, LONG)).isCloseTo(LONG, within(MOMENT));
    }

    @Test
    void aSessionDoesNotEndBeforeItsHold() {
        assertThat(waitForALapse(LONG, SHORT)).isCloseTo(LONG, within(MOMENT));
    }

    @Test
    void aPaymentFreesTheSlotAtOnce() {
        assertThat(new PaperSale(plan(2, LONG, LONG, 0), 1).run().soldOutAfter())
                .isLessThan(2 * MOMENT);
    }

    /** Two come at once for one seat and one slot; the first lets the hold lapse, the second buys. */
    private static double waitForALapse(double hold, double session) {
        return IntStream.range(0, 50)
                .mapToObj(seed -> new PaperSale(plan(1, hold, session, 50), seed).run())
                .filter(result -> result.lapsedShare() == 0.5 && result.inVain() == 1)
                .findFirst()
                .orElseThrow()
                .medianWait();
    }

    private static PaperSale.Plan plan(int seats, double hold, double session, int lapse) {
        return new PaperSale.Plan(2, seats, 1, 1, hold, session, SHORT, 1, 1, 1, 0, lapse);
    }
}
