package dev.frontrow.waitingroom;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting room: a concert's own, or the one all other concerts share.
 *
 * @param concert null for the shared one
 */
public record RoomId(@Nullable ConcertId concert) {

    /** The service-wide room. */
    public static final RoomId LOBBY = new RoomId(null);

    private static final String LOBBY_NAME = "lobby";

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws NumberFormatException when it is neither {@code lobby} nor a number
     */
    public static RoomId valueOf(String text) {
        return text.equals(LOBBY_NAME) ? LOBBY : new RoomId(ConcertId.valueOf(text));
    }

    /** What an admission through this room opens (W10). */
    public Scope scope() {
        return concert == null ? new Scope.LobbyConcerts() : new Scope.OneConcert(concert);
    }

    @Override
    @JsonValue
    public String toString() {
        return concert == null ? LOBBY_NAME : concert.toString();
    }
}
