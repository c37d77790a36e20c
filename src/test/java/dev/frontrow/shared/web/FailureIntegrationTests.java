package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q6: whatever goes wrong is told in the envelope, and tells nothing of the server's inside. */
class FailureIntegrationTests {

    private final Api api = TestServer.shared().api();

    @Test
    void aRefusalCarriesItsNameItsDetailsItsHeadersAndATrace() {
        var answer = api.get("/probe/failures/taken");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.envelope().path("result").asString()).isEqualTo("error");
        assertThat(answer.body().path("code").asInt()).isEqualTo(409);
        assertThat(answer.error()).isEqualTo("FORBIDDEN");
        assertThat(answer.body().path("seats").toString()).isEqualTo("[1,2]");
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(answer.headers().firstValue("Retry-After")).contains("3");
        assertThat(answer.body().path("traceId").asString()).matches("[0-9a-f]{32}");
    }

    @Test
    void halfAnAnswerDoesNotLookLikeAWholeOne() {
        var origin = TestServer.shared().origin();
        var asked = HttpRequest.newBuilder(URI.create(origin + "/api/v1/probe/half"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(asked, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void theMessageFollowsTheLanguageAsked() {
        assertThat(message("ko-KR,ko;q=0.9,en;q=0.1")).isEqualTo("이 작업을 할 권한이 없습니다.");
        assertThat(message("en-GB")).isEqualTo("You may not do this.");
        assertThat(message("fr")).isEqualTo("You may not do this.");
        assertThat(message(";;;=,")).isEqualTo("You may not do this.");
    }

    private String message(String language) {
        return api.with("Accept-Language", language)
                .get("/probe/failures/taken")
                .body()
                .path("message")
                .asString();
    }

    @Test
    void theCallersTraceIsTakenUpWhenItIsOne() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer =
                api.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/nowhere");
        assertThat(answer.body().path("traceId").asString()).isEqualTo(trace);
        assertThat(answer.headers().firstValue("X-Trace-Id")).contains(trace);
        var other = api.with("traceparent", "00-" + trace + "-xx-01").get("/nowhere");
        assertThat(other.body().path("traceId").asString())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(trace);
    }

    @ParameterizedTest
    @CsvSource({"ko, .*[가-힣].*", "en, [ -~]+", "fr, [ -~]+"})
    void anInvalidFieldIsNamedInTheLanguageAsked(String language, String letters) {
        var answer = api.with("Accept-Language", language)
                .post("/probe/shapes", "{\"name\":\" \",\"sides\":10,\"corner\":{}}");
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        var fields = answer.body().path("fields");
        assertThat(fields.findValuesAsString("field")).containsExactlyInAnyOrder("name", "sides", "corner.label");
        assertThat(fields.findValuesAsString("message")).allMatch(text -> text.matches(letters));
    }

    @Test
    void aServiceCanRefuseASingleField() {
        var fields = api.get("/probe/failures/field").body().path("fields");
        assertThat(fields.toString()).isEqualTo("[{\"field\":\"email\",\"message\":\"is required\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "begin", "query", "lock", "connection", "away"})
    void aServiceAwayIsUnavailableForNow(String kind) {
        var answer = api.get("/probe/failures/" + kind);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("TEMPORARILY_UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.envelope().toString()).doesNotContain("secret");
    }

    @Test
    void aFaultOfOursTellsNothingOfTheInside() {
        var answer = api.get("/probe/failures/fault");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error()).isEqualTo("INTERNAL_ERROR");
        assertThat(answer.envelope().toString()).doesNotContain("secret", "Exception", "java", "select");
    }

    @Test
    void wrongPathsMethodsAndTypesGetTheEnvelope() {
        assertThat(api.get("/nowhere").error()).isEqualTo("NOT_FOUND");
        var wrongMethod = api.delete("/probe/shapes");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.error()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        var wrongType = api.with("Content-Type", "text/plain").post("/probe/shapes", "a");
        assertThat(wrongType.status()).isEqualTo(415);
        assertThat(wrongType.error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    /** M3, invariant 9: a refusal changes nothing, so it must not come from the writing of an answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "application/xml 406",
                "text/html,application/xml;q=0.9 406",
                "application/json;charset=utf-16 406",
                "application/json;q=0 406",
                "no-type 406",
                "application/json 200",
                "application/json;charset=UTF-8 200",
                "application/* 200",
                "text/html,*/*;q=0.1 200",
            })
    void whoAcceptsNoJsonIsRefusedBeforeAnythingIsDone(String accepted, int status) {
        int before = ProbeController.COUNTED.get();
        var answer = api.with("Accept", accepted).post("/probe/count", Map.of());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(ProbeController.COUNTED.get() - before).isEqualTo(status == 200 ? 1 : 0);
        if (status == 406) {
            assertThat(answer.error()).isEqualTo("NOT_ACCEPTABLE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/probe/days, date",
        "/probe/days?date=tomorrow, date",
        "/probe/days?date=, date",
        "/probe/days?date=1969-12-31, date",
        "/probe/days?date=%2B10000-01-01, date",
        "/probe/days?date=2026-02-30, date",
        "/probe/days?date=2026-10-15&size=6, size",
        "/probe/days?date=2026-10-15&size=99999999999, size",
        "/probe/users/me, userId",
        "/probe/concerts/9223372036854775808, concertId",
        "/probe/concerts/1.5, concertId",
        "/probe/pages?size=101, size",
        "/probe/pages?size=many, size",
    })
    void aWrongParameterIsNamed(String path, String field) {
        var answer = api.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.body().path("fields").findValuesAsString("field")).containsExactly(field);
        assertThat(answer.envelope().toString()).doesNotContain("java", "Exception");
    }

    @Test
    void idsArePlainInPathsAndBodies() {
        var id = UUID.randomUUID();
        assertThat(api.get("/probe/users/" + id).body().asString()).isEqualTo(id.toString());
        assertThat(api.get("/probe/concerts/7").body().asLong()).isEqualTo(7);
        var shape = api.post(
                "/probe/shapes",
                "{\"name\":\"a\",\"sides\":3,\"userId\":\"" + id + "\",\"concertId\":7,"
                        + "\"at\":\"2026-10-15T19:00:00+09:00\",\"day\":\"2026-10-15\",\"more\":1}");
        assertThat(shape.status()).isEqualTo(200);
        assertThat(shape.body().path("userId").asString()).isEqualTo(id.toString());
        assertThat(shape.body().path("concertId").isIntegralNumber()).isTrue();
        assertThat(shape.body().path("at").asString()).isEqualTo("2026-10-15T10:00:00Z");
        assertThat(shape.body().path("day").asString()).isEqualTo("2026-10-15");
    }
}
