package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q6: what is refused before any controller sees it gets the envelope too. */
class RawRequestIntegrationTests {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static final int MEGABYTE = 1 << 20;

    private final Api api = TestServer.shared().api();
    private final RawHttp raw = new RawHttp(TestServer.shared().port());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probe/days?date=%00",
                "/api/v1/probe/days?date=%ff",
                "/api/v1/probe/days?date=%zz",
                "/api/v1/probe/days?date=%2",
                "/api/v1/probe/days?date=%ed%a0%80",
                "/api/v1/probe/users/%00",
                "/api/v1/probe/users/%ff",
                "/api/v1/probe/users/a%2fb",
                "/api/v1/probe/users/a;b=c",
                "/api/v1/probe/users/..%2f..%2fetc",
                "/api/v1//probe",
                "/api/v1/probe/days?date=<script>",
                "/api/v1/probe/days?date=a|b",
                "/api/v1/probe/\u00e9",
                "/api/v1/pro\\be",
                "/api/v1/probe/days?date=a b",
                "/api/v1/probe/days?=x",
                "/api/v1/probe/days?date=2026-10-15&=",
                "/actuator/health?&=x",
                "/api/../../etc/passwd",
                "api",
                "http://[",
            })
    void anAddressThatIsNoneIsABadRequest(String address) {
        assertRefused(raw.exchange("GET " + address + HEAD + "\r\n"), 400);
    }

    @Test
    void aRequestThatIsNoHttpIsABadRequest() {
        assertRefused(raw.exchange("\u0016\u0003\u0001 hello\r\n\r\n"), 400);
        assertRefused(raw.exchange("GET /api/v1/probe/days HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
        assertRefused(raw.exchange("GET /api/v1/probe/days" + HEAD + "Content-Length: x\r\n\r\n"), 400);
        assertRefused(raw.exchange("GET /api/v1/probe/days HTTP/9.9\r\nHost: a\r\n\r\n"), 400);
    }

    @Test
    void tooLongAHeadIsRefused() {
        var long_ = "a".repeat(20_000);
        assertThat(status(raw.exchange("GET /api/v1/probe/days?x=" + long_ + HEAD + "\r\n")))
                .isBetween(400, 499);
        assertThat(status(raw.exchange("GET /api/v1/probe/days" + HEAD + "X-Long: " + long_ + "\r\n\r\n")))
                .isBetween(400, 499);
        assertRefused(raw.exchange("GET /api/v1/probe/days?" + "a=1&".repeat(1000) + HEAD + "\r\n"), 400);
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "FOO, 405", "PROPFIND, 405", "CONNECT, 400", "get, 405"})
    void aMethodThatNobodyTakesIsNotAllowed(String method, int status) {
        assertRefused(raw.exchange(method + " /api/v1/probe/days" + HEAD + "\r\n"), status);
    }

    @Test
    void aBrokenBodyIsMalformed() {
        var post = "POST /api/v1/probe/shapes" + HEAD + "Content-Type: application/json\r\n";
        assertRefused(raw.exchange(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), 400);
        assertRefused(raw.exchange(post + "Transfer-Encoding: gzip\r\n\r\n{}"), 400);
        assertRefused(raw.exchange(post + "Content-Length: 4\r\n\r\n\"\u00ff\u00fe\""), 400);
        assertRefused(raw.exchange(post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), 400);
    }

    /** A phone that loses its net in the middle is no fault of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 50\r\n\r\n{\"name\":\"a",
                "Content-Length: 50\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"n",
                "Transfer-Encoding: chunked\r\n\r\n12\r\n{\"name\":\"a\",\"sides\":3}\r\n",
            })
    void aBodyThatIsCutOffIsMalformed(String body) {
        assertRefused(
                raw.exchangeAll("POST /api/v1/probe/shapes" + HEAD + "Content-Type: application/json\r\n" + body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/*+json", "*/*;charset=utf-8"})
    void aBodyOfManyTypesIsUnsupported(String types) {
        var post = "POST /api/v1/probe/shapes" + HEAD + "Content-Length: 2\r\n";
        assertRefused(raw.exchange(post + "Content-Type: " + types + "\r\n\r\n{}"), 415);
    }

    /** The firewall looks at it when an operation reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: application/json\tx", "Content-Type: application/json\u0080"})
    void aControlCharacterInAHeaderIsABadRequest(String header) {
        var post = "POST /api/v1/probe/shapes" + HEAD + "Content-Length: 2\r\n";
        assertRefused(raw.exchange(post + header + "\r\n\r\n{}"), 400);
    }

    @Test
    void aBodyOfMegabytesIsTooLarge() {
        var answer = api.post("/probe/shapes", "{\"name\":\"" + "a".repeat(5 * MEGABYTE) + "\",\"sides\":3}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void aBodyOfMegabytesIsTooLargeWithoutALengthToo() {
        var chunk = "100000\r\n" + " ".repeat(MEGABYTE) + "\r\n";
        var answer = raw.exchange("POST /api/v1/probe/shapes" + HEAD
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3)
                + "0\r\n\r\n");
        assertRefused(answer, 413);
    }

    @Test
    void aMegabyteStillGoesThrough() {
        var name = "a".repeat(MEGABYTE - 100);
        assertThat(api.post("/probe/shapes", "{\"name\":\"" + name + "\",\"sides\":3}")
                        .status())
                .isEqualTo(200);
    }

    private static void assertRefused(String answer, int status) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("{\"result\":\"error\",\"body\":{\"code\":" + status + ",\"error\":\"", "\"traceId\":\"")
                .doesNotContain("<html", "Exception", "java", "Tomcat");
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }
}
