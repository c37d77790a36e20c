package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.web.Operations.Operation;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/** Compares the types of the code with their descriptions (Q5). */
final class DescribedTypes {

    private final JsonNode description;
    private final Map<Class<?>, JsonNode> checked = new HashMap<>();

    DescribedTypes(JsonNode description) {
        this.description = description;
    }

    /** The types that were compared, each with its description. */
    Map<Class<?>, JsonNode> checked() {
        return Map.copyOf(checked);
    }

    /** An answer has each member, null or not; but for what is left out in place of a null. */
    static void checkIsWhole(Class<?> type, JsonNode schema) {
        members(type).forEach(member -> {
            var name = member.getName();
            var leftOut = member.getAccessor().isAnnotationPresent(JsonInclude.class);
            var mayBeNull = member.getAnnotatedType().isAnnotationPresent(Nullable.class) && !leftOut;
            assertThat(schema.path("required")
                            .valueStream()
                            .anyMatch(known -> known.asString().equals(name)))
                    .as("%s.%s is always there", type, name)
                    .isEqualTo(!leftOut);
            assertThat(schema.path("properties").path(name).toString().contains("\"null\""))
                    .as("%s.%s may be null", type, name)
                    .isEqualTo(mayBeNull);
        });
    }

    void checkAnswer(Operation operation) {
        var type = ResolvableType.forMethodReturnType(operation.handler().getMethod());
        while (type.toClass() != Success.class && type.hasGenerics()) {
            type = type.getGeneric(0); // what wraps the answer
        }
        var described = described(operation)
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> schema(response.getValue()))
                .toList();
        assertThat(described).as("%s has one good answer", operation).hasSize(1);
        var envelope = referred(described.getFirst()).path("properties");
        assertThat(envelope.propertyNames()).as("%s", operation).containsExactlyInAnyOrder("result", "body");
        assertThat(referred(described.getFirst()).path("required").valueStream().map(JsonNode::asString))
                .as("%s", operation)
                .containsExactlyInAnyOrder("result", "body");
        check(operation, type.getGeneric(0), envelope.path("body"));
    }

    void checkBody(Operation operation) {
        Stream.of(operation.handler().getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .forEach(parameter -> check(
                        operation,
                        ResolvableType.forMethodParameter(parameter),
                        schema(described(operation).path("requestBody"))));
    }

    private void check(Operation operation, ResolvableType type, JsonNode schema) {
        var raw = type.toClass();
        if (Collection.class.isAssignableFrom(raw)) {
            assertThat(schema.path("type").toString())
                    .as("%s: %s", operation, type)
                    .contains("array");
            check(operation, type.getGeneric(0), schema.path("items"));
        } else if (raw.isRecord() && isAnObject(raw)) {
            checkMembers(operation, raw, referred(schema));
        } else {
            assertThat(schema.has("type")).as("%s: %s", operation, type).isTrue();
        }
    }

    private void checkMembers(Operation operation, Class<?> type, JsonNode schema) {
        assertThat(schema.path("properties").propertyNames())
                .as("%s: %s", operation, type)
                .containsExactlyInAnyOrderElementsOf(
                        members(type).map(RecordComponent::getName).toList());
        if (checked.put(type, schema) == null) {
            members(type)
                    .forEach(member -> check(
                            operation,
                            ResolvableType.forMethodReturnType(member.getAccessor()),
                            schema.path("properties").path(member.getName())));
        }
    }

    private static Stream<RecordComponent> members(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(member -> member.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? members(member.getType())
                        : Stream.of(member));
    }

    /** Ids are written as a number or a text. */
    private static boolean isAnObject(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).noneMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private JsonNode described(Operation operation) {
        return description
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static JsonNode schema(JsonNode carrier) {
        return carrier.path("content").path("application/json").path("schema");
    }

    private JsonNode referred(JsonNode schema) {
        var reference = schema.findPath("$ref").asString(""); // which is one of two where there may be null
        return description.path("components").path("schemas").path(reference.substring(reference.lastIndexOf('/') + 1));
    }
}
