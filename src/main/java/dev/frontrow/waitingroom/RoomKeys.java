package dev.frontrow.waitingroom;

import dev.frontrow.shared.UserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The keys of a room in Redis, all under one hash tag, in the order in which the scripts expect them. */
final class RoomKeys {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private RoomKeys() {}

    static List<String> of(RoomId room) {
        var tag = tag(room);
        return List.of(
                tag + ":counters",
                tag + ":called",
                tag + ":inside",
                tag + ":left",
                tag + ":returned",
                tag + ":admitted",
                tag + ":draw",
                tag + ":unseen");
    }

    /** The room's keys, and the user's own. */
    static List<String> of(RoomId room, UserId user) {
        var keys = new ArrayList<>(of(room));
        keys.add(ofUser(room, user));
        return keys;
    }

    /** The user's own key is as short as can be, there are millions of it: 120 bytes with all that Redis adds. */
    static String ofUser(RoomId room, UserId user) {
        return tag(room) + BASE64.encodeToString(bytes(user.value()));
    }

    private static String tag(RoomId room) {
        return "{room:" + room + "}";
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
