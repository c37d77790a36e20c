package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q6: ids are taken as they are written. */
class IdsTests {

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberIsReadAsItIsWritten(long number) {
        assertThat(Ids.number(Long.toString(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 3", "+3", "03", "0x3", "\u0663", "9223372036854775808"})
    void whatJavaWouldGuessIsNoNumber(String text) {
        assertThatThrownBy(() -> Ids.number(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aUuidIsReadInCapitalsToo() {
        var uuid = UUID.fromString("0199a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b");
        assertThat(Ids.uuid("0199a2b3-C4D5-7E6F-8a9b-0c1d2e3f4a5b")).isEqualTo(uuid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "\u0660199a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b"})
    void aUuidHasItsFullLengthAndLatinDigits(String text) {
        assertThatThrownBy(() -> Ids.uuid(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
