package dev.frontrow.identity;

import dev.frontrow.shared.Problem;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The operation wants to know who asks. */
public final class TokenRequired extends Problem {
    TokenRequired() {
        super(Kind.UNAUTHENTICATED, "TOKEN_REQUIRED");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
