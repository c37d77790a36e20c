package dev.frontrow.waitingroom;

import dev.frontrow.shared.Problem;

/** The place of the queue token has ended: paid, left, late, or past its time (W10). */
public final class QueueTokenExpired extends Problem {
    QueueTokenExpired() {
        super(Kind.UNAUTHENTICATED, "QUEUE_TOKEN_EXPIRED");
    }
}
