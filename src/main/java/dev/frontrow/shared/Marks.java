package dev.frontrow.shared;

import java.lang.annotation.Annotation;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The marks of operations, such as {@link Anonymous}. */
public final class Marks {

    private Marks() {}

    /** Whether the operation has the mark, or its controller for all its operations. */
    public static boolean has(HandlerMethod operation, Class<? extends Annotation> mark) {
        return operation.hasMethodAnnotation(mark)
                || AnnotatedElementUtils.hasAnnotation(operation.getBeanType(), mark);
    }
}
