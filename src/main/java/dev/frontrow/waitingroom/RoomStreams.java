package dev.frontrow.waitingroom;

import dev.frontrow.shared.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The board of a room as server-sent events. Each stream has a virtual thread of its own; streams end with the server,
 * and by themselves after a while, so that clients spread over the instances there are by then.
 */
@Component
class RoomStreams {

    private static final int MOST_STREAMS = 1_000;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final int LOOK_EVERY_MILLIS = 1_000;
    private static final int LONGEST_SILENCE_LOOKS = 15;
    private static final int MOST_LOOKS = 600;
    private static final byte[] NOTHING_NEW = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGIN = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final RoomBoard board;
    private final Semaphore free = new Semaphore(MOST_STREAMS);
    private final CountDownLatch closing = new CountDownLatch(1);

    RoomStreams(RoomBoard board) {
        this.board = board;
    }

    /**
     * Writes what changes until the client goes.
     *
     * @throws Unavailable when there are as many streams as may be
     */
    void stream(RoomId room, OutputStream client) throws IOException {
        if (!free.tryAcquire()) {
            throw new Unavailable(TRY_AGAIN);
        }
        try {
            var told = new byte[0];
            int silent = 0;
            for (int look = 0; look < MOST_LOOKS && !isClosing(look); look++) {
                var now = board.of(room).answer().json();
                silent++;
                if (!Arrays.equals(now, told)) {
                    send(client, BEGIN, now, END);
                    told = now;
                    silent = 0;
                } else if (silent >= LONGEST_SILENCE_LOOKS) {
                    send(client, NOTHING_NEW);
                    silent = 0;
                }
            }
        } finally {
            free.release();
        }
    }

    /** Before the server waits for its requests to end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    private boolean isClosing(int look) {
        try {
            return closing.await(look == 0 ? 0 : LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void send(OutputStream client, byte[]... parts) throws IOException {
        for (var part : parts) {
            client.write(part);
        }
        client.flush();
    }
}
