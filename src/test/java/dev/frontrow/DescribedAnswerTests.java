package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What keeps the description true sees when it is not. */
class DescribedAnswerTests {

    private static final JsonNode DOCUMENT = read("""
            {'components': {'schemas': {
                'Seat': {
                    'type': 'object',
                    'properties': {'number': {'type': 'integer'}, 'row': {'type': ['string', 'null']}},
                    'required': ['number', 'row']},
                'Failure': {'type': 'object'}}}}""");

    private static final JsonNode SEAT = read("""
            {'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Seat'}}}}""");

    private static final JsonNode REFUSAL = read("""
            {'content': {'application/json': {
                'schema': {'$ref': '#/components/schemas/Failure'},
                'examples': {'TAKEN': {'value': {'body': {'error': 'TAKEN', 'seats': [7]}}}}}}}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'number': 7, 'row': 'A'} | true",
                "{'number': 7, 'row': null} | true",
                "{'number': 7} | false",
                "{'number': null, 'row': 'A'} | false",
                "{'number': '7', 'row': 'A'} | false"
            })
    void aMemberIsAsItsSchemaSays(String answer, boolean fits) {
        assertThat(new DescribedAnswer(DOCUMENT, SEAT).flaws(answer(answer)).isEmpty())
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'body': {'error': 'TAKEN', 'seats': [8]}} | true",
                "{'body': {'error': 'TAKEN'}} | false",
                "{'body': {'error': 'TAKEN', 'seats': [8], 'row': 'A'}} | false",
                "{'body': {'error': 'GONE', 'seats': [8]}} | false"
            })
    void aRefusalHasTheMembersOfItsExample(String answer, boolean fits) {
        assertThat(new DescribedAnswer(DOCUMENT, REFUSAL).flaws(answer(answer)).isEmpty())
                .isEqualTo(fits);
    }

    @Test
    void whatIsNoJsonIsNotLookedInto() {
        var image = read("{'content': {'image/svg+xml': {'schema': {'type': 'string'}}}}");
        assertThat(new DescribedAnswer(DOCUMENT, image).flaws(answer("{}"))).isEmpty();
    }

    private static Api.Answer answer(String json) {
        return new Api.Answer(200, read(json), HttpHeaders.of(Map.of(), (_, _) -> true));
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
