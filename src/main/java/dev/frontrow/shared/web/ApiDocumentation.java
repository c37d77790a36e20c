package dev.frontrow.shared.web;

import dev.frontrow.shared.Caller;
import dev.frontrow.shared.GatedOperations;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** The API's description at {@code /v3/api-docs} and its page at {@code /swagger-ui.html} (Q5). */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    static final String BEARER = "bearer";

    private static final Header REPLAYED = new Header()
            .schema(new StringSchema().addEnumItem("true"))
            .description("there when this key has been answered before: the same answer, and nothing done anew");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI openApi() {
        var token = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("An access token from log-in, or a queue token from the waiting room.");
        return new OpenAPI()
                .info(new Info()
                        .title("Frontrow")
                        .version("v1")
                        .description("Concert seats: waiting room, numbered seats, holds, a point wallet, payment."))
                .components(new Components()
                        .addSecuritySchemes(BEARER, token)
                        .addSchemas(FailureSchema.NAME, FailureSchema.common()));
    }

    @Bean
    ModelConverter answeredMembers() {
        return new AnsweredMembers();
    }

    @Bean
    OperationCustomizer documentedRefusals(MessageSource messages, GatedOperations gated) {
        return new DocumentedRefusals(messages, gated);
    }

    @Bean
    OperationCustomizer summaries() throws IOException {
        var lines = PropertiesLoaderUtils.loadProperties(new ClassPathResource("operations.properties"));
        return (operation, method) -> operation.summary(lines.getProperty(
                method.getBeanType().getSimpleName() + "." + method.getMethod().getName()));
    }

    /** What takes an {@code Idempotency-Key} marks an answer from memory (M4). */
    @Bean
    OperationCustomizer replays() {
        return (operation, _) -> {
            var parameters = Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of());
            if (parameters.stream().anyMatch(parameter -> parameter.getName().equals("Idempotency-Key"))) {
                operation.getResponses().forEach((status, response) -> {
                    if (status.startsWith("2")) {
                        response.addHeaderObject("Idempotency-Replayed", REPLAYED);
                    }
                });
            }
            return operation;
        };
    }

    /** What writes its answer itself, such as an export, has it described by the type that its mapping names. */
    @Bean
    OperationCustomizer writtenTypes() {
        return (operation, method) -> {
            var mapping = method.getMethodAnnotation(RequestMapping.class);
            if (method.isVoid() && mapping != null) {
                var content = new Content();
                Stream.of(mapping.produces())
                        .forEach(type -> content.addMediaType(type, new MediaType().schema(new StringSchema())));
                operation.getResponses().computeIfPresent("200", (_, answer) -> answer.content(content));
            }
            return operation;
        };
    }
}
