package dev.frontrow.shared.web;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes the envelope of a refusal: what each has, and the further members that some have (Q5). */
final class FailureSchema {

    static final String NAME = "Failure";

    private static final String BODY = "body";
    private static final String ID = "0199c0de-5eed-7000-8000-000000000001";

    /** What {@link dev.frontrow.shared.Problem#details()} adds, by the refusal's name. */
    private static final Map<String, Map<String, Schema<?>>> FURTHER = Map.of(
            "CHARGE_PENDING",
            Map.of("chargeId", id()),
            "INVALID_REQUEST",
            Map.of("fields", fields()),
            "QUEUE_WAITING",
            Map.of(
                    "queuePosition",
                    number("int64", 42),
                    "estimatedWaitTime",
                    AnsweredMembers.orNull(number("int64", 30)).description("seconds; null while nobody is let in")),
            "SEAT_ALREADY_RESERVED",
            Map.of("seats", new ArraySchema().items(new IntegerSchema()).example(List.of(7, 8))),
            "TICKET_FOR_OTHER_PERFORMANCE",
            Map.of("performanceId", number("int64", 1)),
            "TICKET_REFUNDED",
            ofDoor("refunded", null),
            "TICKET_USED",
            ofDoor("used", "2026-10-15T10:30:00Z"));

    private FailureSchema() {}

    /** What every refusal has. */
    static Schema<?> common() {
        var body = new ObjectSchema();
        body.addProperty("code", new IntegerSchema().description("the HTTP status"))
                .addProperty("error", new StringSchema().description("the stable name"))
                .addProperty("message", new StringSchema().description("in the language of Accept-Language: en, ko"))
                .addProperty("traceId", new StringSchema().description("what to name when asking for help"));
        var envelope = new ObjectSchema();
        envelope.addProperty("result", new StringSchema().addEnumItem("error")).addProperty(BODY, whole(body));
        return whole(envelope);
    }

    /** That of an answer that can be any of these refusals, each with its own further members. */
    static Schema<?> of(Collection<String> errors) {
        var common = new Schema<>().$ref(NAME);
        var further = new ObjectSchema();
        errors.forEach(error -> further(error).forEach(further::addProperty));
        return further.getProperties() == null
                ? common
                : new Schema<>().allOf(List.of(common, new ObjectSchema().addProperty(BODY, further)));
    }

    /** The further members of a refusal, in the order of their names, each with an example. */
    static Map<String, Schema<?>> further(String error) {
        return new TreeMap<>(FURTHER.getOrDefault(error, Map.of()));
    }

    private static Map<String, Schema<?>> ofDoor(String status, @Nullable String checkedInAt) {
        return Map.of(
                "status", text(status),
                "reservationId", id(),
                "performanceId", number("int64", 1),
                "seatNumber", number("int32", 7),
                "section", text("Floor"),
                "row", text("A"),
                "checkedInAt", AnsweredMembers.orNull(text(checkedInAt).format("date-time")));
    }

    private static Schema<?> fields() {
        var field = new ObjectSchema();
        field.addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        return new ArraySchema()
                .items(whole(field))
                .example(List.of(Map.of("field", "seats", "message", "is required")));
    }

    private static Schema<?> id() {
        return text(ID).format("uuid");
    }

    private static Schema<?> text(@Nullable String example) {
        return new StringSchema().example(example);
    }

    private static Schema<?> number(String format, int example) {
        return new IntegerSchema().format(format).example(example);
    }

    /** No member of it is ever missing. */
    private static Schema<?> whole(ObjectSchema schema) {
        return schema.required(List.copyOf(schema.getProperties().keySet()));
    }
}
