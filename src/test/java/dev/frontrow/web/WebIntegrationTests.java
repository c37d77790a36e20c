package dev.frontrow.web;

import static dev.frontrow.Envelopes.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages are served. */
class WebIntegrationTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[0-9a-f]{16}/main\\.js)\"");
    private static final Pattern ROUTE = Pattern.compile("\\['(/[^']*)', '");

    private final TestServer server = TestServer.shared();

    @Test
    void thePageIsAskedForAgainAndWhatItNeedsIsKeptForEver() {
        var page = get("/", Map.of());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache, public");
        assertThat(get("/", Map.of("If-None-Match", header(page, "ETag"))).statusCode())
                .isEqualTo(304);
        var script = get(mainModule(), Map.of());
        assertThat(header(script, "Content-Type")).startsWith("text/javascript");
        assertThat(header(script, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
    }

    @Test
    void thePolicyAllowsNothingInPlace() {
        assertThat(header(get("/", Map.of()), "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "trusted-types lit-html")
                .doesNotContain("unsafe", "*");
        assertThat(get("/", Map.of()).body()).doesNotContainPattern("<style|style=|<script(?![^>]* src=)|\\son[a-z]+=");
    }

    @Test
    void filesAreSentCompressed() {
        var plain = get(mainModule(), Map.of());
        var zipped = get(mainModule(), Map.of("Accept-Encoding", "br, gzip"));
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Vary")).contains("Accept-Encoding");
        assertThat(Integer.parseInt(header(zipped, "Content-Length")))
                .isLessThan(Integer.parseInt(header(plain, "Content-Length")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/concerts/1/nothing",
                "/assets/0000000000000000/main.js",
                "/assets/%s/nothing.js",
                "/assets/%s/index.html",
                "/assets/%s/..%2Fapplication.yml"
            })
    void whatIsNoPageIsAnsweredInTheEnvelope(String path) {
        var version = mainModule().replaceAll("/assets/|/main\\.js", "");
        var answer = new Api(server.origin(), null, Map.of()).get(path.replace("%s", version));
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.envelope().path("result").asString()).isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/x", "/assets/x/", "/assets/%s", "/assets/%s/"})
    void anAddressThatNamesNoFileIsNotFound(String path) {
        var version = mainModule().replaceAll("/assets/|/main\\.js", "");
        var answer = new Api(server.origin(), null, Map.of()).get(path.replace("%s", version));
        assertRefusal(answer, 404, "NOT_FOUND");
    }

    @Test
    void anUnknownCallOfTheApiIsNoPage() {
        assertRefusal(server.api().with("Accept", "text/html").get("/concerts/1/seats"), 404, "NOT_FOUND");
    }

    @Test
    void aBrowserThatIsSentAstrayIsToldSoOnAPage() {
        var browser = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        var page = get("/concert/1", browser);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(page.headers().firstValue("ETag")).isEmpty();
        assertThat(page.body()).isEqualTo(get("/", browser).body());
        assertThat(header(get("/concert/1", Map.of("Accept", "*/*")), "Content-Type"))
                .startsWith("application/json");
        for (var program : List.of("/actuator/nothing", "/assets/x", "/swagger-ui/nothing.html", "/v3/nothing")) {
            assertThat(header(get(program, browser), "Content-Type"))
                    .as(program)
                    .startsWith("application/json");
        }
        for (var file : List.of("/swagger-ui/index.html", "/draw.js")) {
            assertThat(get(file, browser).statusCode()).as(file).isEqualTo(200);
        }
    }

    /** A page that only the browser knows would be gone after a reload. */
    @Test
    void everyAddressOfTheBrowserIsOneOfTheServer() throws IOException {
        var routes = Files.readString(Path.of("src", "main", "resources", "pages", "core", "router.js"));
        var addresses = ROUTE.matcher(routes)
                .results()
                .map(route -> route.group(1).replaceAll(":\\w+|\\*", "7"))
                .toList();
        assertThat(addresses).isNotEmpty().allSatisfy(address -> {
            assertThat(get(address, Map.of()).statusCode()).as(address).isEqualTo(200);
            var folder = address.replaceFirst("/?$", "/");
            assertThat(get(folder, Map.of()).statusCode()).as(folder).isEqualTo(200);
        });
    }

    private String mainModule() {
        var found = SCRIPT.matcher(get("/", Map.of()).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(server.origin() + path));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
