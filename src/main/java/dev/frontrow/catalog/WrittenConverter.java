package dev.frontrow.catalog;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sends what is written already; the API's documentation shows what it says instead of how it is kept. */
@Component
class WrittenConverter implements HttpMessageConverter<Written<?>> {

    WrittenConverter() {
        SpringDocUtils.getConfig().addResponseWrapperToIgnore(Written.class);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return type == Written.class && (mediaType == null || mediaType.isCompatibleWith(MediaType.APPLICATION_JSON));
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Written<?> read(Class<? extends Written<?>> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("only ever sent", input);
    }

    @Override
    public void write(Written<?> answer, @Nullable MediaType mediaType, HttpOutputMessage output) throws IOException {
        var headers = output.getHeaders();
        var body = answer.json();
        if (answer.isLarge()) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (Gzip.isAccepted(acceptEncoding())) {
                headers.set(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
                body = answer.packed();
            }
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        output.getBody().write(body);
        output.getBody().flush();
    }

    private static @Nullable String acceptEncoding() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getHeader(HttpHeaders.ACCEPT_ENCODING)
                : null;
    }
}
