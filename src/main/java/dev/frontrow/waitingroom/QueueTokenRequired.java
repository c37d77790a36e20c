package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** The call is answered only with a queue token (W10). */
public final class QueueTokenRequired extends Problem {
    QueueTokenRequired() {
        super(Kind.UNAUTHENTICATED, "QUEUE_TOKEN_REQUIRED");
    }
}
