package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of a large hall gets through a slow line: packed, for those who take it so (C4). */
class PackedAnswersIntegrationTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.shared();
    private final Api fan = Fans.admitted(server).api();
    private final String map = mapOf(Stage.with(server, Map.of(), Map.of("seats", 1_200)));

    @Test
    void aLargeMapIsPacked() throws Exception {
        var plain = get(map, Map.of());
        var packed = get(map, Map.of("Accept-Encoding", "br, gzip"));
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length / 8);
        assertThat(unpacked(packed)).isEqualTo(plain.body());
        for (var answer : new HttpResponse<?>[] {plain, packed}) {
            assertThat(String.join(",", answer.headers().allValues("Vary"))).containsIgnoringCase("Accept-Encoding");
        }
    }

    /** However it was sent the first time. */
    @Test
    void whoHasItIsNotSentItAgain() throws Exception {
        var tag = get(map, Map.of("Accept-Encoding", "gzip"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(get(map, Map.of("If-None-Match", tag)).statusCode()).isEqualTo(304);
        assertThat(get(map, Map.of("If-None-Match", tag, "Accept-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip; q=0.0, br"})
    void whoTakesNoGzipGetsNone(String accepted) throws Exception {
        assertThat(get(map, Map.of("Accept-Encoding", accepted)).headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void aSmallMapIsNotWorthIt() throws Exception {
        var small = get(mapOf(Stage.plain(server)), Map.of("Accept-Encoding", "gzip"));
        assertThat(small.body().length).isLessThan(8_192);
        assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
    }

    private static String mapOf(Stage.Show show) {
        return "/performances/" + show.performanceId() + "/seats";
    }

    private HttpResponse<byte[]> get(String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(fan.baseUrl() + path))
                .header("Authorization", "Bearer " + fan.token());
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] unpacked(HttpResponse<byte[]> packed) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            return gzip.readAllBytes();
        }
    }
}
