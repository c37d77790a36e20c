package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** The organizer lets those inside finish and nobody new in (W12). */
public final class WaitingRoomClosed extends Problem {
    WaitingRoomClosed() {
        super(Kind.CONFLICT, "WAITING_ROOM_CLOSED");
    }
}
