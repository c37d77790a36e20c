package dev.frontrow.shared.web;

import dev.frontrow.shared.Causes;
import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.InvalidRequest.Field;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.Unavailable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Which answer an exception stands for. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Failures() {}

    /** An exception that a controller or a filter let through. Logged when it is a fault of ours. */
    static Failure of(Throwable thrown) {
        var problem = Causes.of(thrown).filter(Problem.class::isInstance).findFirst();
        if (problem.isPresent()) {
            return Failure.of((Problem) problem.get());
        }
        if (thrown instanceof BadRequestException) {
            return Failure.named(400, "MALFORMED_BODY"); // such as chunks whose length is no number
        }
        if (thrown instanceof IOException && DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return Failure.named(400, "MALFORMED_BODY"); // it is cut off, and who sent it may still listen
        }
        if (Causes.of(thrown).anyMatch(RequestRejectedException.class::isInstance)) {
            return Failure.of(400); // the firewall looks at a header when it is first read, such as a tab in a key
        }
        if (thrown instanceof SocketTimeoutException) {
            return Failure.of(408);
        }
        if (Outage.isBehind(thrown)) {
            LOG.debug("a service is away", thrown); // the log is told by those who watch the services
            return Failure.of(new Unavailable(RETRY_AFTER));
        }
        LOG.error("internal fault", thrown);
        return Failure.of(500);
    }

    /** An exception of Spring MVC, which says the status itself. */
    static Failure ofSpring(Exception refused, int status, HttpHeaders headers) {
        return switch (refused) {
            case MethodArgumentNotValidException e -> invalid(fields(e.getBindingResult()));
            case HandlerMethodValidationException e when !e.isForReturnValue() -> invalid(fields(e));
            case MissingServletRequestParameterException e -> invalid(e.getParameterName(), "field.required");
            case MethodArgumentTypeMismatchException e -> invalid(e.getName(), "field.malformed");
            case HttpMessageNotReadableException e -> unreadable(e);
            default -> status < 500 ? Failure.of(status, headers.toSingleValueMap()) : of(refused);
        };
    }

    private static Failure unreadable(HttpMessageNotReadableException refused) {
        var problem = Causes.of(refused).filter(Problem.class::isInstance).findFirst();
        if (problem.isPresent()) {
            return Failure.of((Problem) problem.get());
        }
        return refused.getCause() instanceof JacksonException e && isAboutOneMember(e)
                ? invalid(path(e), "field.malformed")
                : Failure.named(400, "MALFORMED_BODY");
    }

    private static boolean isAboutOneMember(JacksonException refused) {
        return (refused instanceof DatabindException || refused instanceof InputCoercionException)
                && !refused.getPath().isEmpty();
    }

    private static String path(JacksonException refused) {
        return refused.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static List<Field> fields(BindingResult refused) {
        return refused.getAllErrors().stream().map(Failures::field).toList();
    }

    private static Field field(ObjectError error) {
        return error instanceof FieldError field
                ? new Field(field.getField(), field.isBindingFailure() ? "field.malformed" : sentence(field))
                : new Field("", sentence(error));
    }

    private static List<Field> fields(HandlerMethodValidationException refused) {
        return refused.getParameterValidationResults().stream()
                .flatMap(Failures::fields)
                .toList();
    }

    private static Stream<Field> fields(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return errors.getAllErrors().stream().map(Failures::field);
        }
        var name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "");
        return result.getResolvableErrors().stream().map(error -> new Field(name, sentence(error)));
    }

    private static String sentence(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "field.malformed");
    }

    private static Failure invalid(String field, String message) {
        return invalid(List.of(new Field(field, message)));
    }

    private static Failure invalid(List<Field> fields) {
        return Failure.of(new InvalidRequest(fields));
    }
}
