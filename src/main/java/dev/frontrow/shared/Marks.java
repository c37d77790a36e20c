package dev.frontrow.shared;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The marks of operations, such as {@link Anonymous}. */
public final class Marks {

    private record Asked(Method operation, Class<? extends Annotation> mark) {}

    /** Looking for annotations takes longer than most of what is decided by them; there are few operations. */
    private static final Map<Asked, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Marks() {}

    /** Whether the operation has the mark, or its controller for all its operations. */
    public static boolean has(HandlerMethod operation, Class<? extends Annotation> mark) {
        return KNOWN.computeIfAbsent(
                new Asked(operation.getMethod(), mark),
                asked -> operation.hasMethodAnnotation(mark)
                        || AnnotatedElementUtils.hasAnnotation(operation.getBeanType(), mark));
    }
}
