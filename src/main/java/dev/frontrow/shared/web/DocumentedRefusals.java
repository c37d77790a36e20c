package dev.frontrow.shared.web;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.GatedOperations;
import dev.frontrow.shared.Marks;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** Tells of each operation who may call it and every refusal it can give, each with its envelope as an example (Q5). */
final class DocumentedRefusals implements OperationCustomizer {

    private static final List<String> ANY = List.of(
            "400 BAD_REQUEST",
            "406 NOT_ACCEPTABLE",
            "429 RATE_LIMITED",
            "500 INTERNAL_ERROR",
            "503 TEMPORARILY_UNAVAILABLE");

    private static final List<String> WITH_INPUT = List.of("400 INVALID_REQUEST");
    private static final List<String> WITH_BODY =
            List.of("400 MALFORMED_BODY", "408 REQUEST_TIMEOUT", "413 BODY_TOO_LARGE", "415 UNSUPPORTED_MEDIA_TYPE");
    /** Of most anonymous operations too: a token that nobody asked for is refused when it is not valid. */
    private static final List<String> READING_TOKEN = List.of("401 TOKEN_INVALID");

    private static final List<String> WITH_TOKEN = List.of("401 TOKEN_REQUIRED");
    private static final List<String> FOR_ORGANIZERS = List.of("403 FORBIDDEN");

    /** The gate asks for its own token before anybody could ask for one at all. */
    private static final List<String> BEHIND_GATE = List.of(
            "401 QUEUE_TOKEN_REQUIRED", "401 QUEUE_TOKEN_EXPIRED", "403 QUEUE_WAITING", "403 QUEUE_TOKEN_WRONG_ROOM");

    /** What the placeholder of a message stands for in the examples. */
    private static final Map<String, Object> SAMPLES = Map.of(
            "NO_ADJACENT_SEATS",
            2,
            "PERFORMANCE_EXISTS",
            "2026-10-15",
            "QUEUE_WAITING",
            42,
            "SEAT_ALREADY_RESERVED",
            "7, 8",
            "SEAT_LIMIT_EXCEEDED",
            4,
            "TOO_MANY_SEATS_GIVEN_BACK",
            40);

    private static final Header RETRY_AFTER =
            new Header().schema(new IntegerSchema()).description("in how many seconds to ask again");

    private final MessageSource messages;
    private final GatedOperations gated;

    DocumentedRefusals(MessageSource messages, GatedOperations gated) {
        this.messages = messages;
        this.gated = gated;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (Marks.has(method, Anonymous.class) && !gated.include(method)) {
            operation.setSecurity(List.of());
        } else {
            operation.addSecurityItem(new SecurityRequirement().addList(ApiDocumentation.BEARER));
        }
        var responses = Objects.requireNonNullElseGet(operation.getResponses(), ApiResponses::new);
        byStatus(refusals(operation, method))
                .forEach((status, errors) ->
                        responses.addApiResponse(status, response(Integer.parseInt(status), errors)));
        return operation.tags(List.of(module(method))).responses(responses);
    }

    private static String module(HandlerMethod method) {
        var name = method.getBeanType().getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Stream<String> refusals(Operation operation, HandlerMethod method) {
        var hasBody = operation.getRequestBody() != null;
        var hasInput = hasBody
                || (operation.getParameters() != null
                        && !operation.getParameters().isEmpty());
        return Stream.of(
                        ANY.stream(),
                        named(method),
                        some(hasInput, WITH_INPUT),
                        some(hasBody, WITH_BODY),
                        some(!ignoresToken(method), READING_TOKEN),
                        some(!Marks.has(method, Anonymous.class) && !Marks.has(method, BehindGate.class), WITH_TOKEN),
                        some(Marks.has(method, OrganizersOnly.class), FOR_ORGANIZERS),
                        some(gated.include(method), BEHIND_GATE))
                .flatMap(refusals -> refusals);
    }

    private static boolean ignoresToken(HandlerMethod method) {
        var mark = method.getMethodAnnotation(Anonymous.class);
        return mark != null && mark.ignoresToken();
    }

    private static Stream<String> some(boolean given, List<String> refusals) {
        return given ? refusals.stream() : Stream.of();
    }

    private static Stream<String> named(HandlerMethod method) {
        return Stream.of(method.getMethod(), method.getBeanType())
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, Refuses.class))
                .filter(Objects::nonNull)
                .flatMap(
                        refuses -> Arrays.stream(Objects.requireNonNull(refuses).value()));
    }

    private static Map<String, Set<String>> byStatus(Stream<String> refusals) {
        return refusals.map(refusal -> refusal.split(" ", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0],
                        TreeMap::new,
                        Collectors.mapping(parts -> parts[1], Collectors.toCollection(TreeSet::new))));
    }

    private ApiResponse response(int status, Set<String> errors) {
        var json = new MediaType().schema(FailureSchema.of(errors));
        errors.forEach(error -> json.addExamples(error, new Example().value(envelope(status, error))));
        var response = new ApiResponse()
                .description(String.join(", ", errors))
                .content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json));
        var passes = status == 429 || status == 503 || errors.contains("QUEUE_WAITING");
        return passes ? response.addHeaderObject(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : response;
    }

    private Map<String, Object> envelope(int status, String error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", status);
        body.put("error", error);
        body.put("message", messages.getMessage(error, new Object[] {SAMPLES.get(error)}, error, Locale.ENGLISH));
        body.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        FailureSchema.further(error).forEach((name, member) -> body.put(name, member.getExample()));
        return Map.of("result", "error", "body", body);
    }
}
