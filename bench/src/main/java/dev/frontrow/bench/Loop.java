package dev.frontrow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests and takes their answers, all in one thread, since it shares the machine's cores with the server.
 * Requests come from a feed, whenever a connection is idle (closed loop), or at their own times, whatever the server
 * does (open model).
 */
final class Loop implements AutoCloseable {

    /** Feeds nothing: only what has its own time is sent. */
    static final Supplier<Request> NOTHING = () -> null;

    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    private static final long LOOK_FOR_LATE_NANOS = 1_000_000_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final long SHORT_REST_NANOS = 200_000;
    private static final long LONGEST_LAG_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int RECONNECTS = 100;
    private static final int RECONNECT_AFTER_MILLIS = 50;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Due> waiting = new ArrayDeque<>();
    private final PriorityQueue<Request> later = new PriorityQueue<>(Comparator.comparingLong(Request::due));
    private long nextLook;
    private long rested;
    private long restEnded;
    private Histogram lag = new Histogram(LONGEST_LAG_MICROS, 2);
    private Histogram queued = new Histogram(LONGEST_LAG_MICROS, 2);

    /** A request that is to be sent, and since when. */
    private record Due(Request request, long since) {}

    /** Opens so many connections. */
    Loop(InetSocketAddress address, int connections) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            var connection = new Connection(address, selector);
            this.connections.add(connection);
            idle.add(connection);
        }
    }

    /**
     * How a run went for the generator itself.
     *
     * @param rested the share of the time it had nothing to do; near 0 it was itself the bottleneck
     * @param lateMillis by how much it was itself late with what had its own time, at the 99th percentile
     * @param queuedMillis how long that then waited for a free connection, at the 99th percentile
     * @param cpu what its thread used of a processor
     */
    record Run(Duration time, double rested, double lateMillis, double queuedMillis, Duration cpu) {

        private static final double BUSY = 0.05;
        private static final double LATE_MILLIS = 10;

        /** Whether the figures are the generator's rather than the server's. */
        boolean isBottleneck() {
            return rested < BUSY || lateMillis > LATE_MILLIS;
        }

        /** Whether the server was asked for less at once than was due: an open model is a closed loop then. */
        boolean wantsConnections() {
            return queuedMillis > LATE_MILLIS;
        }
    }

    /** Sends the request when it is due. */
    void later(Request request) {
        later.add(request);
    }

    /** Feeds idle connections for that long or until there is nothing left to send, then waits for the last answers. */
    Run run(Supplier<Request> feed, Duration time) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        rested = 0;
        lag = new Histogram(LONGEST_LAG_MICROS, 2);
        queued = new Histogram(LONGEST_LAG_MICROS, 2);
        try {
            selector.selectNow(this::answered); // the server closes connections that were idle for long
            turn(feed, began + time.toNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long took = System.nanoTime() - began;
        return new Run(
                Duration.ofNanos(took),
                (double) rested / took,
                lag.getValueAtPercentile(99) / 1000.0,
                queued.getValueAtPercentile(99) / 1000.0,
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu));
    }

    private void turn(Supplier<Request> feed, long end) throws IOException {
        while (true) {
            long now = System.nanoTime();
            boolean feeding = now < end;
            while (!later.isEmpty() && later.peek().due() <= now && feeding) {
                var request = later.poll();
                record(lag, now - request.due()); // nobody's fault but the generator's
                waiting.add(new Due(request, now));
            }
            dispatch(feeding ? feed : NOTHING);
            boolean done = waiting.isEmpty() && idle.size() == connections.size(); // the feed had nothing either
            if (done && (!feeding || later.isEmpty())) {
                return;
            }
            rest(now, feeding ? end : now + LOOK_FOR_LATE_NANOS);
            giveUpTheLate(now);
        }
    }

    private void dispatch(Supplier<Request> feed) throws IOException {
        while (!idle.isEmpty()) {
            var request = waiting.isEmpty() ? feed.get() : taken(waiting.poll());
            if (request == null) {
                return;
            }
            var connection = idle.poll();
            try {
                connection.send(request);
            } catch (IOException closed) {
                sendAnew(connection, request); // an idle connection may be closed by the server at any time
            }
        }
    }

    private Request taken(Due due) {
        record(queued, System.nanoTime() - due.since);
        return due.request;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_LAG_MICROS));
    }

    private void sendAnew(Connection connection, Request request) {
        reconnect(connection);
        try {
            connection.send(request);
        } catch (IOException e) {
            fail(connection, request);
        }
    }

    private void rest(long now, long end) throws IOException {
        long next = later.isEmpty() ? end : Math.min(end, later.peek().due());
        long before = System.nanoTime();
        restEnded = 0;
        if (next - now >= MILLI_NANOS) {
            selector.select(this::answered, (next - now) / MILLI_NANOS);
        } else {
            // The selector rests for whole milliseconds only, and an arrival that late would count as the server's.
            if (next > now) {
                LockSupport.parkNanos(Math.min(next - now, SHORT_REST_NANOS));
                restEnded = System.nanoTime();
            }
            selector.selectNow(this::answered);
        }
        rested += Math.max(0, (restEnded == 0 ? System.nanoTime() : restEnded) - before);
    }

    private void answered(SelectionKey key) {
        if (restEnded == 0) {
            restEnded = System.nanoTime();
        }
        var connection = (Connection) key.attachment();
        var request = connection.sent();
        try {
            var answer = connection.read();
            if (answer != null && request != null) {
                idle.add(connection);
                request.into().record(answer.status(), System.nanoTime() - request.due());
                request.then().accept(answer);
            }
        } catch (IOException e) {
            fail(connection, request);
        }
    }

    private void giveUpTheLate(long now) {
        if (now < nextLook) {
            return;
        }
        nextLook = now + LOOK_FOR_LATE_NANOS;
        for (var connection : connections) {
            if (connection.sent() != null && now - connection.sentAt() > GIVE_UP.toNanos()) {
                fail(connection, connection.sent());
            }
        }
    }

    /** What was under way on a broken connection is as if it had never been answered: nobody knows. */
    private void fail(Connection connection, Request request) {
        reconnect(connection);
        if (request != null) {
            idle.add(connection);
            request.into().record(Measurement.NO_ANSWER, System.nanoTime() - request.due());
            request.then().accept(Answer.NONE);
        }
    }

    private static void reconnect(Connection connection) {
        for (int attempt = 1; ; attempt++) {
            try {
                connection.reopen();
                return;
            } catch (IOException e) {
                if (attempt == RECONNECTS) {
                    throw new UncheckedIOException("The server takes no connections any more", e);
                }
                LockSupport.parkNanos(RECONNECT_AFTER_MILLIS * MILLI_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
