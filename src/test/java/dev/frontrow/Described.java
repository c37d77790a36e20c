package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Q5: no test may see an operation answer what the API's description does not say of it. */
final class Described {

    private static final AtomicReference<@Nullable List<Operation>> OPERATIONS = new AtomicReference<>();

    private record Operation(Pattern path, String method, Map<Integer, DescribedAnswer> answers) {

        List<String> flaws(Api.Answer answer) {
            var described = answers.get(answer.status());
            return described == null ? List.of("no such status is described") : described.flaws(answer);
        }
    }

    private Described() {}

    /** Passes what is no operation of the API. */
    static void check(URI address, String method, Api.Answer answer) {
        var flaws = operations(address).stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation ->
                        operation.path().matcher(address.getRawPath()).matches())
                .map(operation -> operation.flaws(answer))
                .toList();
        assertThat(flaws.isEmpty() || flaws.stream().anyMatch(List::isEmpty))
                .as("%s %s answered %s, which is not as described: %s", method, address.getRawPath(), answer, flaws)
                .isTrue();
    }

    private static List<Operation> operations(URI address) {
        var known = OPERATIONS.get();
        if (known == null) {
            known = read(address.resolve("/v3/api-docs"));
            OPERATIONS.set(known.isEmpty() ? null : known);
        }
        return known;
    }

    private static List<Operation> read(URI description) {
        try (var http = HttpClient.newHttpClient()) {
            var text = http.send(HttpRequest.newBuilder(description).build(), BodyHandlers.ofString())
                    .body();
            var document = JsonMapper.shared().readTree(text);
            return document.path("paths")
                    .propertyStream()
                    .flatMap(path -> path.getValue()
                            .propertyStream()
                            .map(method -> new Operation(
                                    pattern(path.getKey()),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    answers(document, method.getValue()))))
                    .toList();
        } catch (IOException e) {
            return List.of(); // that server is gone; the next answer asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, DescribedAnswer> answers(JsonNode document, JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .collect(Collectors.toMap(
                        response -> Integer.valueOf(response.getKey()),
                        response -> new DescribedAnswer(document, response.getValue())));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Stream.of(template.split("/"))
                .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/")));
    }
}
