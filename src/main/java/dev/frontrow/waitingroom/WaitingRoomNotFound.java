package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** Neither the lobby nor a concert with a waiting room of its own (O2). */
public final class WaitingRoomNotFound extends Problem {
    WaitingRoomNotFound() {
        super(Kind.NOT_FOUND, "WAITING_ROOM_NOT_FOUND");
    }
}
