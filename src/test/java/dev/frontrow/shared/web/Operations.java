package dev.frontrow.shared.web;

import dev.frontrow.TestServer;
import dev.frontrow.shared.Caller;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the server answers, read from its routing. */
final class Operations {

    /** One method on one path, the path with its {@code {variables}}. */
    record Operation(String method, String path, HandlerMethod handler) {

        /** Whether it answers with events that do not end, instead of an envelope. */
        private boolean isStream() {
            return handler.getReturnType().getParameterType() == void.class;
        }

        /** The names of the query parameters, and some names that are none. */
        List<String> parameters() {
            return Stream.of(handler.getMethodParameters())
                    .filter(parameter -> parameter.getParameterType() != Caller.class
                            && !parameter.hasParameterAnnotation(RequestBody.class)
                            && !parameter.hasParameterAnnotation(PathVariable.class))
                    .flatMap(Operations::names)
                    .toList();
        }

        /** The names of the members of the body; none when it takes no body. */
        List<String> bodyMembers() {
            return Stream.of(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .flatMap(Operations::names)
                    .toList();
        }
    }

    private Operations() {}

    /** Those that answer once, with an envelope. */
    static List<Operation> of(TestServer server) {
        return all(server).stream().filter(operation -> !operation.isStream()).toList();
    }

    static List<Operation> all(TestServer server) {
        return Objects.requireNonNull(server.bean(DispatcherServlet.class).getHandlerMappings()).stream()
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().entrySet().stream())
                .flatMap(entry -> operations(entry.getKey(), entry.getValue()))
                .filter(operation -> operation.path().startsWith("/api/"))
                .filter(operation -> operation.handler().getBeanType() != ProbeController.class)
                .toList();
    }

    private static Stream<String> names(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return type.isRecord() && Stream.of(type.getRecordComponents()).count() > 1
                ? Stream.of(type.getRecordComponents()).map(RecordComponent::getName)
                : Stream.of(Objects.requireNonNull(parameter.getParameter().getName()));
    }

    private static Stream<Operation> operations(RequestMappingInfo mapping, HandlerMethod handler) {
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> new Operation(method, path, handler)));
    }
}
