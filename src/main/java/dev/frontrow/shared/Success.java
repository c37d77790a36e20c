package dev.frontrow.shared;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The envelope of every answer that is not a refusal: {@code {"result":"success","body":…}}.
 *
 * @param body an object, an array, a number or a boolean
 */
@JsonPropertyOrder({"result", "body"})
public record Success<T>(T body) {

    public static <T> Success<T> of(T body) {
        return new Success<>(body);
    }

    @JsonProperty
    public String result() {
        return "success";
    }
}
