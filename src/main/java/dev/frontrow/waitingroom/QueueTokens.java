package dev.frontrow.waitingroom;

import dev.frontrow.identity.TokenKind;
import dev.frontrow.identity.TokenReading;
import dev.frontrow.identity.Tokens;
import dev.frontrow.identity.Users;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Signs and reads queue tokens. */
@Component
class QueueTokens {

    private final Tokens tokens;
    private final Users users;

    QueueTokens(Tokens tokens, Users users) {
        this.tokens = tokens;
        this.users = users;
    }

    String sign(QueueToken token, Duration life) {
        return tokens.issue(TokenKind.QUEUE, token.user(), token.claims(), life);
    }

    /** The user's queue token, if the running request came with one. */
    @Nullable
    QueueToken shownBy(UserId user) {
        return Tokens.ofRequest()
                .filter(token -> TokenKind.of(token) == TokenKind.QUEUE)
                .map(QueueToken::of)
                .filter(token -> token.user().equals(user))
                .orElse(null);
    }

    /** The same, if it is of that room. */
    @Nullable
    QueueToken shownFor(RoomId room, UserId user) {
        var shown = shownBy(user);
        return shown != null && shown.room().equals(room) ? shown : null;
    }

    /**
     * The queue token that the running request came with.
     *
     * @throws QueueTokenRequired when it came with none, or with an access token
     */
    Jwt ofRequest() {
        return Tokens.ofRequest()
                .filter(token -> TokenKind.of(token) == TokenKind.QUEUE)
                .orElseThrow(QueueTokenRequired::new);
    }

    /**
     * Reads a queue token given as a parameter (W4).
     *
     * @throws TokenNotFound when it is not one of ours
     * @throws TokenExpired when it is past its time, or worth nothing any more
     */
    QueueToken read(String text) {
        return switch (tokens.read(text)) {
            case TokenReading.Valid(Jwt token) when !users.isWorthless(queue(token)) -> QueueToken.of(token);
            case TokenReading.Valid _ -> throw new TokenExpired();
            case TokenReading.Expired(Jwt token) -> {
                queue(token);
                throw new TokenExpired();
            }
            case TokenReading.Invalid() -> throw new TokenNotFound();
        };
    }

    private static Jwt queue(Jwt token) {
        if (TokenKind.of(token) != TokenKind.QUEUE) {
            throw new TokenNotFound();
        }
        return token;
    }
}
