package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Compares whole answers: no member more, none less. */
public final class Envelopes {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OF_EVERY_REFUSAL = List.of("code", "error", "message", "traceId");

    private Envelopes() {}

    /** A success with that body, which is written as JSON. */
    public static void assertSuccess(Api.Answer answer, int status, String body) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.envelope()).isEqualTo(JSON.readTree("{\"result\":\"success\",\"body\":" + body + "}"));
    }

    /** A refusal with the four members that each one has, and these. */
    public static void assertRefusal(Api.Answer answer, int status, String error, String... furtherMembers) {
        assertThat(answer.error()).as("%s", answer).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.envelope().propertyNames()).containsExactly("result", "body");
        assertThat(answer.envelope().path("result").asString()).isEqualTo("error");
        assertThat(answer.body().path("code").asInt()).isEqualTo(status);
        assertThat(answer.body().path("message").asString()).isNotBlank();
        assertThat(answer.body().path("traceId").asString()).isNotBlank();
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(OF_EVERY_REFUSAL.stream(), Stream.of(furtherMembers))
                        .toList());
    }
}
