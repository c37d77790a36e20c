package dev.frontrow.identity;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Forbidden;
import dev.frontrow.shared.GatedOperations;
import dev.frontrow.shared.Marks;
import dev.frontrow.shared.OrganizersOnly;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Decides by an operation's annotations who may call it. Stands behind the routing, so that a path that does not exist
 * is not found rather than forbidden.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    private final GatedOperations gated;

    AccessInterceptor(GatedOperations gated) {
        this.gated = gated;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation
                && !Marks.has(operation, Anonymous.class)
                && !asksForMethods(request)) {
            require(operation);
        }
        return true;
    }

    /** Spring answers these itself, and the description of the API tells everybody the same. */
    private static boolean asksForMethods(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.OPTIONS.name());
    }

    /** A call behind the gate without any token is answered by the waiting room, which says where to get one (W10). */
    private void require(HandlerMethod operation) {
        var caller = Requester.current();
        if (caller.isEmpty() && !gated.include(operation)) {
            throw new TokenRequired();
        }
        if (Marks.has(operation, OrganizersOnly.class)
                && caller.filter(Requester::isOrganizer).isEmpty()) {
            throw new Forbidden();
        }
    }
}
