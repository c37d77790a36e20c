package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Marks;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.web.Operations.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Q5: the description is true to the code. That no error is missing in it is checked at every refusal a test sees. */
class OpenApiIntegrationTests {

    private final TestServer server = TestServer.shared();

    @Test
    void everyOperationIsDescribedWithItsRefusals() throws Exception {
        var paths = description().path("paths");
        assertThat(Operations.all(server)).isNotEmpty().allSatisfy(operation -> {
            var described = paths.path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
            assertThat(names(described, "500 INTERNAL_ERROR")).isTrue();
            assertThat(names(described, "503 TEMPORARILY_UNAVAILABLE")).isTrue();
            assertThat(names(described, "401 TOKEN_REQUIRED"))
                    .isEqualTo(!Marks.has(operation.handler(), Anonymous.class)
                            && !Marks.has(operation.handler(), BehindGate.class));
            assertThat(described.path("security").isEmpty()).isEqualTo(Marks.has(operation.handler(), Anonymous.class));
            assertThat(names(described, "403 QUEUE_WAITING"))
                    .isEqualTo(Marks.has(operation.handler(), BehindGate.class));
            assertThat(names(described, "403 FORBIDDEN") || !Marks.has(operation.handler(), OrganizersOnly.class))
                    .isTrue();
            var refuses = operation.handler().getMethodAnnotation(Refuses.class);
            assertThat(refuses == null ? new String[0] : refuses.value())
                    .allMatch(refusal -> names(described, refusal));
        });
    }

    @Test
    void anOperationIsSaidToRefuseABadTokenIfItDoes() throws Exception {
        var paths = description().path("paths");
        assertThat(Operations.of(server)).allSatisfy(operation -> {
            var address = operation.path().substring("/api/v1".length()).replaceAll("\\{\\w+}", "1");
            var answer = server.api().as("junk").send(operation.method(), address, null);
            assertThat(names(described(paths, operation), "401 TOKEN_INVALID"))
                    .isEqualTo(answer.error().equals("TOKEN_INVALID"));
        });
    }

    @Test
    void everyOperationSaysInALineWhatItDoes() throws Exception {
        var paths = description().path("paths");
        var operations = Operations.all(server);
        assertThat(operations.stream()
                        .map(operation ->
                                described(paths, operation).path("summary").asString("")))
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("[A-Z].{5,60}"));
        assertThat(PropertiesLoaderUtils.loadAllProperties("operations.properties"))
                .hasSameSizeAs(operations);
    }

    @Test
    void headersThatCallersHeedAreDescribed() throws Exception {
        var paths = description().path("paths");
        var seats = paths.path("/api/v1/performances/{performanceId}/seats").path("get");
        assertThat(header(seats, "200", "ETag")).isTrue();
        assertThat(seats.path("responses").path("304").has("description")).isTrue();
        assertThat(header(seats, "403", "Retry-After")).isTrue();
        assertThat(Operations.of(server)).allSatisfy(operation -> {
            var described = described(paths, operation);
            assertThat(header(described, "429", "Retry-After")).isTrue();
            assertThat(header(described, "503", "Retry-After")).isTrue();
            assertThat(header(described, "200", "Idempotency-Replayed"))
                    .isEqualTo(described.path("parameters").toString().contains("Idempotency-Key"));
        });
    }

    @Test
    void examplesLookLikeAnswers() throws Exception {
        var text = get("/v3/api-docs").body();
        assertThat(text).doesNotContain("{0}").doesNotContainPattern("\"message\":\"[^\"]*null");
        assertThat(description()
                        .at("/components/schemas/Charge/properties/amount")
                        .has("$ref"))
                .isFalse();
    }

    private static JsonNode described(JsonNode paths, Operation operation) {
        return paths.path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static boolean header(JsonNode described, String status, String name) {
        return described.path("responses").path(status).path("headers").has(name);
    }

    @Test
    void nothingIsDescribedThatIsNotThere() throws Exception {
        assertThat(description()
                        .path("paths")
                        .propertyStream()
                        .flatMap(path -> path.getValue()
                                .propertyStream()
                                .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())))
                .containsExactlyInAnyOrderElementsOf(Operations.all(server).stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    /** Two types of one name would share a description, which is then wrong for one of them. */
    @Test
    void whatIsSentAndAnsweredIsDescribedMemberByMember() throws Exception {
        var types = new DescribedTypes(description());
        assertThat(Operations.of(server)).allSatisfy(operation -> {
            types.checkAnswer(operation);
            types.checkBody(operation);
        });
        assertThat(types.checked()).hasSizeGreaterThan(30);
        assertThat(description()
                        .at("/components/schemas/Charge/properties/amount/type")
                        .asString())
                .isEqualTo("integer");
    }

    @Test
    void whatMayBeNullOrMissingInAnAnswerIsDescribedSo() throws Exception {
        var types = new DescribedTypes(description());
        assertThat(Operations.of(server)).allSatisfy(types::checkAnswer);
        assertThat(types.checked()).hasSizeGreaterThan(30).allSatisfy(DescribedTypes::checkIsWhole);
    }

    @Test
    void whatIsNoJsonIsDescribedByItsType() throws Exception {
        var paths = description().path("paths");
        var written = Operations.all(server).stream()
                .filter(operation -> operation.handler().isVoid())
                .toList();
        assertThat(written).isNotEmpty().allSatisfy(operation -> {
            var mapping = operation.handler().getMethodAnnotation(RequestMapping.class);
            var content = described(paths, operation).at("/responses/200/content");
            assertThat(content.propertyNames())
                    .containsExactly(Objects.requireNonNull(mapping).produces());
            assertThat(content.findPath("type").asString()).isEqualTo("string");
        });
    }

    /** The policy for content lets the page's own scripts and styles through and none from elsewhere. */
    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        var page = get("/swagger-ui.html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:");
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"https?:").doesNotContain("<script>");
    }

    @Test
    void whoIsAskingIsNoParameter() throws Exception {
        assertThat(get("/v3/api-docs").body()).doesNotContain("\"caller\"", "\"scope\"", "probe");
    }

    @Test
    void thePageIsThere() throws Exception {
        var page = get("/swagger-ui.html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }

    private JsonNode description() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get("/v3/api-docs").body());
    }

    private static boolean names(JsonNode described, String refusal) {
        var parts = refusal.split(" ", 2);
        return described
                .path("responses")
                .path(parts[0])
                .path("content")
                .path("application/json")
                .path("examples")
                .has(parts[1]);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.origin() + path)).build(), BodyHandlers.ofString());
        }
    }
}
