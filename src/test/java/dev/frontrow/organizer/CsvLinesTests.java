package dev.frontrow.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that stay cells, in whatever program they are opened. */
class CsvLinesTests {

    @Test
    void cellsArePartedByCommas() {
        assertThat(CsvLines.of(Arrays.asList(1, null, "김 민", "a@b.c"))).isEqualTo("1,,김 민,a@b.c\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = '~',
            value = {
                "=1+1~\"'=1+1\"",
                "+1~\"'+1\"",
                "-1~\"'-1\"",
                "@sum~\"'@sum\"",
                "=HYPERLINK(\"http://x\",\"y\")~\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
                "a,b~\"a,b\"",
                "a\"b~\"a\"\"b\"",
                "a=b~a=b",
                "O'Neill~\"O'Neill\""
            })
    void aCellIsNoFormula(String cell, String written) {
        assertThat(CsvLines.of(Arrays.asList(cell))).isEqualTo(written + "\r\n");
    }

    @Test
    void aLineBreakStaysWithinItsCell() {
        assertThat(CsvLines.of(Arrays.asList("a\nb", "\tc"))).isEqualTo("\"a\nb\",\"'\tc\"\r\n");
    }
}
