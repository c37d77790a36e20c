package dev.frontrow.shared.web;

import dev.frontrow.shared.InvalidRequest;
import dev.frontrow.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Writes the envelope of a failure, the same from a controller, a filter or the server's own error path. */
@Component
public class EnvelopeWriter {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    EnvelopeWriter(MessageSource messages, LocaleResolver localeResolver, JsonMapper json) {
        this.messages = messages;
        this.locales = localeResolver;
        this.json = json;
    }

    /** Answers with the refusal: status, headers and envelope. Does nothing once an answer is under way. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request, response, Failure.of(problem));
    }

    void write(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var traceId = TraceFilter.traceIdOf(request);
        var envelope = json.writeValueAsBytes(envelope(failure, traceId, locales.resolveLocale(request)));
        response.resetBuffer();
        response.setStatus(failure.status());
        request.setAttribute(OperationTags.REFUSAL, failure.error());
        response.setHeader(TraceFilter.HEADER, traceId);
        failure.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(envelope.length);
        response.getOutputStream().write(envelope);
        response.flushBuffer();
    }

    private Map<String, @Nullable Object> envelope(Failure failure, String traceId, Locale locale) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("code", failure.status());
        body.put("error", failure.error());
        body.put("message", message(failure.error(), failure.arguments(), locale));
        body.put("traceId", traceId);
        failure.details().forEach((name, value) -> body.put(name, spoken(value, locale)));
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("result", "error");
        envelope.put("body", body);
        return envelope;
    }

    private @Nullable Object spoken(@Nullable Object value, Locale locale) {
        if (value instanceof InvalidRequest.Field(String field, String message)) {
            return new InvalidRequest.Field(field, message(message, List.of(), locale));
        }
        return value instanceof List<?> list
                ? list.stream()
                        .<@Nullable Object>map(element -> spoken(element, locale))
                        .toList()
                : value;
    }

    private String message(String key, List<Object> arguments, Locale locale) {
        var shown = arguments.stream().map(EnvelopeWriter::shown).toArray();
        return Objects.requireNonNull(messages.getMessage(key, shown, key, locale));
    }

    private static Object shown(Object argument) {
        return argument instanceof Collection<?> many
                ? many.stream().map(Object::toString).collect(Collectors.joining(", "))
                : argument;
    }
}
