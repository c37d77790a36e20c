package dev.frontrow.shared;

/** Which concerts a request may touch. Without a waiting room in front that is every concert. */
public sealed interface Scope {

    /** Nobody stands in front. */
    record EveryConcert() implements Scope {}

    /** Admitted through the service-wide room: every concert that has no room of its own. */
    record LobbyConcerts() implements Scope {}

    /** Admitted through the room of one concert, which so needs no naming (C3). */
    record OneConcert(ConcertId concertId) implements Scope {}

    /** Whether the concert lies within. */
    default boolean covers(ConcertId concert, boolean ownWaitingRoom) {
        return switch (this) {
            case EveryConcert() -> true;
            case LobbyConcerts() -> !ownWaitingRoom;
            case OneConcert(ConcertId only) -> only.equals(concert);
        };
    }

    /**
     * Refuses what lies outside.
     *
     * @throws OutOfScope when the concert lies outside
     */
    default void require(ConcertId concert, boolean ownWaitingRoom) {
        if (!covers(concert, ownWaitingRoom)) {
            throw new OutOfScope();
        }
    }
}
