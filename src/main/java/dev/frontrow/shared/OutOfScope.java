package dev.frontrow.shared;

/** The queue token is for another room than the concert's (W10). */
public final class OutOfScope extends Problem {
    OutOfScope() {
        super(Kind.FORBIDDEN, "QUEUE_TOKEN_WRONG_ROOM");
    }
}
