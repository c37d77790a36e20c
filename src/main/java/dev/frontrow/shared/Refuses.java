package dev.frontrow.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The refusals an operation can give beside those every operation gives, as "409 SEAT_ALREADY_RESERVED"; shown in
 * OpenAPI and checked against what the tests see (Q5).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Refuses {
    String[] value();
}
