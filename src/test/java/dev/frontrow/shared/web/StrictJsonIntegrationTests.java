package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q6: JSON is taken at its word. */
class StrictJsonIntegrationTests {

    /** One to a line. */
    private static final String WRONG_MEMBERS = """
            "sides":"3"
            "sides":3.0
            "sides":3e0
            "sides":null
            "sides":true
            "sides":[3]
            "sides":2147483648
            "length":9223372036854775808
            "length":""
            "length":1e400
            "name":1
            "name":true
            "name":["a"]
            "name":{}
            "name":"a\\u0000b"
            "name":"\\ud800"
            "name":"\\udc00\\ud800"
            "filled":"true"
            "filled":1
            "color":0
            "color":"green"
            "color":""
            "day":""
            "day":"2026-02-30"
            "day":"10000-01-01"
            "day":"1969-12-31"
            "day":20261015
            "day":[2026,10,15]
            "at":1760522400
            "at":"2026-10-15T10:00:00"
            "at":"2026-10-15T10:00:00[Mars/Olympus]"
            "at":"2026-10-15T10:00:00+99:00"
            "at":"+1000000000-12-31T23:59:59Z"
            "at":"9999-12-31T23:59:59-10:00"
            "id":""
            "id":"me"
            "id":"1-1-1-1-1"
            "id":7
            "userId":"me"
            "userId":"1-1-1-1-1"
            "userId":{}
            "userId":7
            "concertId":"7"
            "concertId":7.5
            "concertId":{"value":7}
            "seats":1
            "seats":"1,2"
            "seats":["1"]
            "seats":[1.5]
            "corner":""
            "corner":[]
            """;

    private final Api api = TestServer.shared().api();

    static Stream<String> notJson() {
        return Stream.of(
                "",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{",
                "{\"name\":\"a\",\"sides\":3}}",
                "{\"name\":\"a\",\"sides\":3} {}",
                "{\"name\":\"a\",\"name\":\"b\",\"sides\":3}",
                "{\"name\":\"a\",\"sides\":3,\"more\":{\"x\":1,\"x\":2}}",
                "{'name':'a','sides':3}",
                "{\"name\":\"a\",\"sides\":03}",
                "{\"name\":\"a\",\"sides\":NaN}",
                "{\"name\":\"a\",\"sides\":3,\"more\":" + "1".repeat(1001) + "}",
                "{\"name\":\"a\",\"sides\":3,\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"more\":".repeat(40) + "1" + "}".repeat(40));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void aBodyThatIsNoWellFormedJsonObjectIsMalformed(String body) {
        var answer = api.post("/probe/shapes", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("MALFORMED_BODY");
    }

    static Stream<String> wrongMembers() {
        return WRONG_MEMBERS.lines();
    }

    @ParameterizedTest
    @MethodSource("wrongMembers")
    void aMemberOfTheWrongTypeIsNamed(String member) {
        var others = (member.startsWith("\"name\"") ? "" : "\"name\":\"a\",")
                + (member.startsWith("\"sides\"") ? "" : "\"sides\":3,");
        var answer = api.post("/probe/shapes", "{" + others + member + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        var field = answer.body().path("fields").path(0).path("field").asString();
        assertThat(member).startsWith("\"" + field.replaceAll("[\\[.].*", "") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/concerts/%D9%A3", "/concerts/03", "/users/1-1-1-1-1"})
    void anIdInTheAddressIsTakenAtItsWordToo(String address) {
        var answer = api.get("/probe" + address);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void textOfEveryPlaneGoesThrough() {
        var answer = api.post("/probe/shapes", "{\"name\":\"좌석 \\ud83c\\udfab 🎫\",\"sides\":3}");
        assertThat(answer.body().path("name").asString()).isEqualTo("좌석 🎫 🎫");
    }
}
