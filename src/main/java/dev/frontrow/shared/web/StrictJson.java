package dev.frontrow.shared.web;

import dev.frontrow.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON is taken at its word: what is not exactly of the wanted type is refused, not guessed at (Q6). Unknown members
 * are ignored, so that clients may be newer than the server.
 */
final class StrictJson {

    private static final int MAX_DEPTH = 32;

    private StrictJson() {}

    static void bound(JsonFactoryBuilder factory) {
        factory.streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    }

    static void refuseGuesses(JsonMapper.Builder json) {
        json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfigDefaults(c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .addModule(new SimpleModule("frontrow")
                        .addDeserializer(String.class, new Text<>(String.class, Function.identity()))
                        .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, Moments::date))
                        .addDeserializer(Instant.class, new Text<>(Instant.class, Moments::instant))
                        .addDeserializer(UUID.class, new Text<>(UUID.class, Ids::uuid)));
    }

    /** Reads what is written as a JSON string, and as nothing else. */
    private static final class Text<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(getValueType(context), parser);
            }
            var text = parser.getString();
            try {
                if (CleanText.isClean(text)) {
                    return parse.apply(text);
                }
            } catch (IllegalArgumentException | java.time.DateTimeException _) {
                // refused below, like any other text that is none of this type
            }
            return (T) context.handleWeirdStringValue(handledType(), text, "not well-formed");
        }
    }
}
