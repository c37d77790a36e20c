package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Forbidden;
import dev.frontrow.shared.Marks;
import dev.frontrow.shared.OrganizersOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
        if (handler instanceof HandlerMethod operation && !Marks.has(operation, Anonymous.class)) {
            require(operation);
        }
        return true;
    }

    /** A booking call without any token is answered by the waiting room, which says where to get one (W10). */
    private static void require(HandlerMethod operation) {
        var caller = Requester.current();
        if (caller.isEmpty() && !Marks.has(operation, BehindGate.class)) {
            throw new TokenRequired();
        }
        if (Marks.has(operation, OrganizersOnly.class)
                && caller.filter(Requester::isOrganizer).isEmpty()) {
            throw new Forbidden();
        }
    }
}
