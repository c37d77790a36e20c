package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Q5: no test may see an operation refuse with an error that the API's description does not name for it. */
final class Described {

    private static final AtomicReference<@Nullable List<Operation>> OPERATIONS = new AtomicReference<>();

    private record Operation(Pattern path, String method, JsonNode responses) {

        boolean names(Api.Answer answer) {
            return responses
                    .path(Integer.toString(answer.status()))
                    .path("content")
                    .path("application/json")
                    .path("examples")
                    .has(answer.error());
        }
    }

    private Described() {}

    /** Passes what is no refusal, and what is no operation of the API. */
    static void check(URI address, String method, Api.Answer answer) {
        if (answer.error().isEmpty()) {
            return;
        }
        var asked = operations(address).stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation ->
                        operation.path().matcher(address.getRawPath()).matches())
                .toList();
        assertThat(asked.isEmpty() || asked.stream().anyMatch(operation -> operation.names(answer)))
                .as(
                        "%s %s answered %d %s, which neither its @Refuses nor the conventions name",
                        method, address.getRawPath(), answer.status(), answer.error())
                .isTrue();
    }

    private static List<Operation> operations(URI address) {
        var known = OPERATIONS.get();
        if (known == null) {
            known = read(address.resolve("/v3/api-docs"));
            OPERATIONS.set(known);
        }
        return known;
    }

    private static List<Operation> read(URI description) {
        try (var http = HttpClient.newHttpClient()) {
            var text = http.send(HttpRequest.newBuilder(description).build(), BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared()
                    .readTree(text)
                    .path("paths")
                    .propertyStream()
                    .flatMap(path -> path.getValue()
                            .propertyStream()
                            .map(method -> new Operation(
                                    pattern(path.getKey()),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getValue().path("responses"))))
                    .toList();
        } catch (IOException e) {
            return List.of(); // that server is gone; the next answer asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Stream.of(template.split("/"))
                .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/")));
    }
}
