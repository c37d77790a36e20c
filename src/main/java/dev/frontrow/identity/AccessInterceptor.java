package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Forbidden;
import dev.frontrow.shared.OrganizersOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Decides by an operation's annotations who may call it. Stands behind the routing, so that a path that does not exist
 * is not found rather than forbidden.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation && !marked(operation, Anonymous.class)) {
            require(operation);
        }
        return true;
    }

    /** A booking call without any token is answered by the waiting room, which says where to get one (W10). */
    private static void require(HandlerMethod operation) {
        var caller = Requester.current();
        if (caller.isEmpty() && !marked(operation, BehindGate.class)) {
            throw new TokenRequired();
        }
        if (marked(operation, OrganizersOnly.class)
                && caller.filter(Requester::isOrganizer).isEmpty()) {
            throw new Forbidden();
        }
    }

    private static boolean marked(HandlerMethod operation, Class<? extends Annotation> mark) {
        return operation.hasMethodAnnotation(mark)
                || AnnotatedElementUtils.hasAnnotation(operation.getBeanType(), mark);
    }
}
