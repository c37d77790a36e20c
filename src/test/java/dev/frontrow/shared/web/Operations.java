package dev.frontrow.shared.web;

import dev.frontrow.TestServer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the server answers, read from its routing. */
final class Operations {

    /** One method on one path, the path with its {@code {variables}}. */
    record Operation(String method, String path, HandlerMethod handler) {}

    private Operations() {}

    static List<Operation> of(TestServer server) {
        return Objects.requireNonNull(server.bean(DispatcherServlet.class).getHandlerMappings()).stream()
                .filter(mapping -> mapping.getClass() == RequestMappingHandlerMapping.class)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().entrySet().stream())
                .flatMap(entry -> operations(entry.getKey(), entry.getValue()))
                .filter(operation -> operation.path().startsWith("/api/"))
                .filter(operation -> operation.handler().getBeanType() != ProbeController.class)
                .toList();
    }

    private static Stream<Operation> operations(RequestMappingInfo mapping, HandlerMethod handler) {
        return mapping.getPatternValues().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> new Operation(method, path, handler)));
    }
}
