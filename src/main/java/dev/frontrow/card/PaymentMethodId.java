package dev.frontrow.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.Ids;
import java.util.UUID;

/** Which payment method; a plain UUID in JSON, paths and queries. */
public record PaymentMethodId(@JsonValue UUID value) {

    @JsonCreator
    public PaymentMethodId {}

    public static PaymentMethodId valueOf(String text) {
        return new PaymentMethodId(Ids.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
