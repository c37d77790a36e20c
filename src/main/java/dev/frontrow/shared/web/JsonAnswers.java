package dev.frontrow.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Turns away who accepts no JSON in UTF-8, before anything is done: Spring finds that out only when it writes the
 * answer, of what has been done by then (M3, RFC 9110, section 12.5.1). An operation that declares another type is
 * found by that.
 */
final class JsonAnswers implements HandlerInterceptor {

    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod
                && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null
                && !request.getMethod().equals(HttpMethod.OPTIONS.name())
                && accepted.resolveMediaTypes(new ServletWebRequest(request)).stream()
                        .noneMatch(JsonAnswers::isJson)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    private static boolean isJson(MediaType type) {
        return type.getQualityValue() > 0
                && MediaType.APPLICATION_JSON.isCompatibleWith(type)
                && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
    }
}
