package dev.frontrow.identity;

import dev.frontrow.shared.Problem;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The bearer token is not ours, past its time, or its user is blocked (I3, O5). */
public final class TokenInvalid extends Problem {
    TokenInvalid() {
        super(Kind.UNAUTHENTICATED, "TOKEN_INVALID");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
