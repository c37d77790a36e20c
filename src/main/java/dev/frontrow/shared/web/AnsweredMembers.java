package dev.frontrow.shared.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.frontrow.shared.Success;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the records that are answered which members may be null, and that each is there, null or not (Q5). What is
 * sent is told by its constraints.
 */
final class AnsweredMembers implements ModelConverter {

    private static final String NULL = "null";

    /** Bound below an envelope: what is described there is answered. */
    private static final ScopedValue<Class<?>> ENVELOPE = ScopedValue.newInstance();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        var raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (raw == Success.class) {
            return ScopedValue.where(ENVELOPE, raw).call(() -> described(raw, type, context, chain));
        }
        return ENVELOPE.isBound() && raw.isRecord()
                ? described(raw, type, context, chain)
                : chain.next().resolve(type, context, chain);
    }

    private static @Nullable Schema<?> described(
            Class<?> record, AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.next().resolve(type, context, chain);
        var target = target(schema, context);
        if (target != null && target.getProperties() != null) {
            var members = target.getProperties();
            Stream.of(record.getRecordComponents())
                    .filter(AnsweredMembers::mayBeNull)
                    .forEach(member -> members.computeIfPresent(member.getName(), (_, written) -> orNull(written)));
            target.setRequired(alwaysWritten(record, members.keySet()));
        }
        return schema;
    }

    /** None of a record that is unwrapped: its members become those of another. */
    private static @Nullable Schema<?> target(@Nullable Schema<?> schema, ModelConverterContext context) {
        if (schema == null || schema.get$ref() == null) {
            return schema;
        }
        var reference = schema.get$ref();
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static boolean mayBeNull(RecordComponent member) {
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class) && !mayBeLeftOut(member);
    }

    private static boolean mayBeLeftOut(RecordComponent member) {
        var include = member.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static List<String> alwaysWritten(Class<?> record, Set<String> members) {
        var written = new TreeSet<>(members);
        Stream.of(record.getRecordComponents())
                .filter(AnsweredMembers::mayBeLeftOut)
                .forEach(member -> written.remove(member.getName()));
        return List.copyOf(written);
    }

    /** Only a plain type can name another beside itself: a reference or a list of values would exclude null. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() == null && schema.getEnum() == null) {
            schema.addType(NULL);
            return schema;
        }
        var none = new Schema<>(SpecVersion.V31).types(Set.of(NULL));
        return new Schema<>(SpecVersion.V31).oneOf(List.of(schema, none));
    }
}
