package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in an answer without a parser. */
class AnswerTests {

    private static final Answer.Member FREE = Answer.Member.named("free");

    @Test
    void theNumbersOfAnArrayAreFoundInTheirOrder() {
        assertThat(answer("{\"body\":{\"taken\":[7],\"free\":[1,20,60000],\"rest\":[9]}}")
                        .numbers(FREE))
                .containsExactly(1, 20, 60_000);
        assertThat(answer("{\"free\":[5]}").numbers(FREE)).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            {"free":[]}
            {"free":null}
            {"other":[1,2]}
            {"free":
            """)
    void whereThereIsNoSuchArrayNothingIsFound(String body) {
        assertThat(answer(body).numbers(FREE)).isEmpty();
    }

    private static Answer answer(String body) {
        var bytes = ("HTTP/1.1 200\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, bytes, bytes.length - body.length(), bytes.length);
    }
}
