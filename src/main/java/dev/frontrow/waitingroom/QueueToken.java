package dev.frontrow.waitingroom;

import static java.util.Objects.requireNonNull;

import dev.frontrow.identity.Tokens;
import dev.frontrow.shared.UserId;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a queue token says: whose place it is, in which room, and its number. */
record QueueToken(UserId user, RoomId room, long number) {

    private static final String ROOM = "room";
    private static final String NUMBER = "number";

    static QueueToken of(Jwt verified) {
        Number number = requireNonNull(verified.getClaim(NUMBER));
        var room = requireNonNull(verified.getClaimAsString(ROOM));
        return new QueueToken(Tokens.userOf(verified), RoomId.valueOf(room), number.longValue());
    }

    Map<String, Object> claims() {
        return Map.of(ROOM, room.toString(), NUMBER, number);
    }
}
