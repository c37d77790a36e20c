package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.frontrow.outbox.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/events.yaml} tells every event as it is written, and no other (E2). */
class AsyncApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode DOCUMENT =
            JSON.valueToTree(new Yaml().load(Documents.read(Path.of("docs", "events.yaml"))));
    private static final List<Class<?>> EVENTS = events();

    /** E2 */
    @Test
    void everyEventIsInTheDocumentAndNoOther() {
        assertThat(new TreeSet<>(DOCUMENT.at("/components/messages").propertyNames()))
                .isEqualTo(names(EVENTS));
    }

    /** E2 */
    @Test
    void everyEventHasExactlyItsMembers() {
        var wanted = new TreeMap<String, Map<String, String>>();
        var documented = new TreeMap<String, Map<String, String>>();
        for (var type : EVENTS) {
            wanted.put(type.getSimpleName(), membersOf(type));
            documented.put(type.getSimpleName(), documentedMembersOf(type));
        }
        assertThat(documented).isEqualTo(wanted);
    }

    /** E2 */
    @Test
    void everyEventIsOnItsTopicUnderItsKey() {
        var channels = new TreeMap<String, Set<String>>();
        DOCUMENT.path("channels")
                .forEach(channel -> channels.put(
                        channel.path("address").asString(),
                        new TreeSet<>(channel.path("messages").propertyNames())));
        assertThat(channels)
                .isEqualTo(EVENTS.stream()
                        .collect(Collectors.groupingBy(
                                type -> sample(type).topic(),
                                TreeMap::new,
                                Collectors.mapping(Class::getSimpleName, Collectors.toCollection(TreeSet::new)))));
        for (var type : EVENTS) {
            var event = sample(type);
            var bindings = DOCUMENT.at("/components/messages/" + type.getSimpleName() + "/bindings");
            String member = resolved(bindings).at("/kafka/key/x-member").asString();
            assertThat(JSON.valueToTree(event).path(member).asString())
                    .as("the key of %s", type.getSimpleName())
                    .isEqualTo(event.key());
        }
    }

    private static List<Class<?>> events() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.frontrow").stream()
                        .filter(type -> type.isAssignableTo(Event.class) && type.isRecord())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static Set<String> names(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** From the JSON of a sample: {@code "amount" → "integer"}, with a question mark where it may be null. */
    private static Map<String, String> membersOf(Class<?> type) {
        Set<String> nullable = Arrays.stream(type.getRecordComponents())
                .filter(member -> member.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        var members = new TreeMap<String, String>();
        JSON.valueToTree(sample(type))
                .forEachEntry((name, value) -> members.put(name, typeOf(value) + (nullable.contains(name) ? "?" : "")));
        return members;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array of " + typeOf(value.path(0));
            default -> "object";
        };
    }

    private static Map<String, String> documentedMembersOf(Class<?> type) {
        var members = new TreeMap<String, String>();
        collect(DOCUMENT.at("/components/messages/" + type.getSimpleName() + "/payload"), type, members);
        return members;
    }

    /** A member that need not be there is not documented: the events leave none out. */
    private static void collect(JsonNode given, Class<?> type, Map<String, String> members) {
        var schema = resolved(given);
        schema.path("allOf").forEach(part -> collect(part, type, members));
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        schema.path("properties").forEachEntry((name, property) -> {
            assertThat(required)
                    .as("required members of %s", type.getSimpleName())
                    .contains(name);
            members.put(name, documentedType(resolved(property)));
        });
    }

    private static String documentedType(JsonNode property) {
        var type = property.path("type");
        if (type.isArray()) {
            return type.path(0).asString() + (type.path(1).asString("").equals("null") ? "?" : "");
        }
        return type.asString("").equals("array")
                ? "array of " + documentedType(resolved(property.path("items")))
                : type.asString("");
    }

    private static JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : DOCUMENT.at(reference.substring(1));
    }

    private static Event sample(Class<?> type) {
        return (Event) sampleOf(type);
    }

    private static Object sampleOf(Type type) {
        return switch (type) {
            case Class<?> plain when plain == UUID.class -> new UUID(1, 2);
            case Class<?> plain when plain == Instant.class -> Instant.EPOCH;
            case Class<?> plain when plain == String.class -> "text";
            case Class<?> plain when plain == long.class || plain == Long.class -> 1L;
            case Class<?> plain when plain == int.class || plain == Integer.class -> 1;
            case Class<?> plain when plain == boolean.class -> true;
            case Class<?> plain when plain.isEnum() -> plain.getEnumConstants()[0];
            case Class<?> plain when plain.isRecord() -> record(plain);
            case ParameterizedType list
            when list.getRawType() == List.class -> List.of(sampleOf(list.getActualTypeArguments()[0]));
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }

    private static Object record(Class<?> type) {
        RecordComponent[] members = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(members).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Stream.of(members)
                    .map(member -> sampleOf(member.getGenericType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
