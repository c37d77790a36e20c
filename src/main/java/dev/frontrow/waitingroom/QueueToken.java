package dev.frontrow.waitingroom;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.frontrow.identity.Tokens;
import dev.frontrow.shared.UserId;
import java.time.Instant;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a queue token says: whose place it is, in which room, and its number.
 *
 * @param serial how often the account had asked for the place by then: the newest is the active device's (W14)
 * @param expiresAt whole seconds
 */
record QueueToken(UserId user, RoomId room, long number, int serial, Instant expiresAt) {

    private static final String ROOM = "room";
    private static final String NUMBER = "number";
    private static final String SERIAL = "serial";

    static QueueToken of(Jwt verified) {
        Number number = requireNonNull(verified.getClaim(NUMBER));
        Number serial = requireNonNullElse(verified.<Number>getClaim(SERIAL), 1);
        var room = requireNonNull(verified.getClaimAsString(ROOM));
        return new QueueToken(
                Tokens.userOf(verified),
                RoomId.valueOf(room),
                number.longValue(),
                serial.intValue(),
                requireNonNull(verified.getExpiresAt()));
    }

    Map<String, Object> claims() {
        return Map.of(ROOM, room.toString(), NUMBER, number, SERIAL, serial);
    }
}
