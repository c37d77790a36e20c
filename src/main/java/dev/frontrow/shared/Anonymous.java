package dev.frontrow.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an operation that answers without a token. Every other operation under {@code /api} wants one (401). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Anonymous {

    /**
     * True when a token that comes along is not looked at, so that no refusal of a bad one is described. This only
     * describes: what is not looked at goes by the address, in {@code SecurityConfiguration}.
     */
    boolean ignoresToken() default false;
}
