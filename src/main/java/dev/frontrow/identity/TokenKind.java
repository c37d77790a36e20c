package dev.frontrow.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token is for, told by its audience. Either says who the user is; only an access token gives roles. */
public enum TokenKind {
    ACCESS("frontrow-access"),
    QUEUE("frontrow-queue");

    private final String audience;

    TokenKind(String audience) {
        this.audience = audience;
    }

    String audience() {
        return audience;
    }

    /** The kind of a verified token. */
    public static TokenKind of(Jwt verified) {
        var kind = ofAudience(verified.getAudience());
        if (kind == null) {
            throw new IllegalArgumentException("not a verified token");
        }
        return kind;
    }

    /** Exactly one audience, and one of ours; else null. */
    static @Nullable TokenKind ofAudience(@Nullable List<String> audience) {
        for (var kind : values()) {
            if (List.of(kind.audience).equals(audience)) {
                return kind;
            }
        }
        return null;
    }
}
