package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of {@code docs/draw.md}. */
class LotsTests {

    private static final String FIRST = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String SECOND = "3ef2facc1e97fe47dac218fe7922e70513bc064e751133e0a276251be36ba883";

    @ParameterizedTest
    @CsvSource({
        FIRST + ",1,1,1",
        FIRST + ",5,2,4",
        FIRST + ",256,64,76",
        FIRST + ",257,64,40",
        FIRST + ",1000,500,310",
        FIRST + ",10000000,7654321,2721370",
        SECOND + ",123456,1,62631",
        SECOND + ",1073741824,1000000000,372070027",
        SECOND + ",5,6,6"
    })
    void theTurnFollowsFromTheSeed(String seed, long participants, long number, long turn) throws Exception {
        assertThat(new Lots(seed, participants).turn(number)).isEqualTo(turn);
    }

    @Test
    void aSeedIsTheOneAnnouncedOrNot() throws Exception {
        var commitment = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";
        assertThat(new Lots(FIRST, 5).isOf(commitment)).isTrue();
        assertThat(new Lots(SECOND, 5).isOf(commitment)).isFalse();
    }
}
