package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * W15: no number is better than another, and numbers do not depend on each other. The seeds are fixed, so a test that
 * passes once passes always; a fair draw would be outside the bounds for one choice of seeds in 5,000.
 */
class DrawFairnessTests {

    private static final int DRAWS = 10_000;
    /** The 0.9999 quantile of the normal distribution. */
    private static final double BOUND = 3.719;

    @ParameterizedTest
    @CsvSource({"2,1", "3,3", "5,1", "16,16", "17,9", "50,1", "64,33"})
    void aNumberGetsEveryRankEquallyOften(int participants, int number) {
        var counts = new long[participants];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[(int) DrawTests.draw(draw).among(participants).rank(number) - 1]++;
        }
        assertUniform(counts, participants - 1);
    }

    @ParameterizedTest
    @CsvSource({"3,1,2", "4,2,3", "5,1,5", "10,1,2", "16,7,8", "20,1,20"})
    void twoNumbersGetEveryPairOfRanksEquallyOften(int participants, int one, int other) {
        var counts = new long[participants * (participants - 1)];
        for (int draw = 0; draw < DRAWS; draw++) {
            var order = DrawTests.draw(draw).among(participants);
            int first = (int) order.rank(one) - 1;
            int second = (int) order.rank(other) - 1;
            counts[first * (participants - 1) + (second < first ? second : second - 1)]++;
        }
        assertUniform(counts, counts.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"3,6", "5,120", "6,720"})
    void everyOrderOfAFewIsEquallyLikely(int participants, int orders) {
        var counts = new long[orders];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[indexOf(DrawTests.draw(draw).among(participants))]++;
        }
        assertUniform(counts, orders - 1);
    }

    /** Early and late joiners are spread alike over the order of one large draw. */
    @Test
    void joiningEarlyIsNoAdvantage() {
        int participants = 1_000_000;
        int parts = 20;
        var order = DrawTests.draw(15).among(participants);
        var counts = new long[parts * parts];
        LongStream.rangeClosed(1, participants)
                .forEach(number -> counts[
                        part(number, participants, parts) * parts + part(order.rank(number), participants, parts)]++);
        assertUniform(counts, (parts - 1) * (parts - 1));
    }

    private static int part(long number, int participants, int parts) {
        return (int) ((number - 1) * parts / participants);
    }

    /** The place of the order among all orders. */
    private static int indexOf(DrawnOrder order) {
        List<Long> left = new ArrayList<>(
                LongStream.rangeClosed(1, order.participants()).boxed().toList());
        int index = 0;
        for (long number = 1; number <= order.participants(); number++) {
            int at = left.indexOf(order.rank(number));
            index = index * left.size() + at;
            left.remove(at);
        }
        return index;
    }

    /** Neither too uneven nor too even; chi-square made normal by Wilson and Hilferty's cube root. */
    private static void assertUniform(long[] counts, int degrees) {
        double expected = (double) LongStream.of(counts).sum() / counts.length;
        double square = LongStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double spread = 2.0 / (9.0 * degrees);
        assertThat((Math.cbrt(square / degrees) - (1 - spread)) / Math.sqrt(spread))
                .isBetween(-BOUND, BOUND);
    }
}
