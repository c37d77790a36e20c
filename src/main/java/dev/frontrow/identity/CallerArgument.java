package dev.frontrow.identity;

import dev.frontrow.shared.Caller;
import dev.frontrow.shared.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller method its {@link Caller}, with the scope that the waiting room left in the request, if any. */
@Component
class CallerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var requester = Requester.current().orElseThrow(TokenRequired::new);
        return new Caller(requester.userId(), requester.isOrganizer(), scope(request));
    }

    private static Scope scope(NativeWebRequest request) {
        return request.getAttribute(Scope.class.getName(), RequestAttributes.SCOPE_REQUEST) instanceof Scope scope
                ? scope
                : new Scope.EveryConcert();
    }
}
