package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded service that is a program of its own beside the server: PostgreSQL or Redis. */
abstract sealed class EmbeddedProgram implements EmbeddedService permits EmbeddedPostgres, EmbeddedRedis {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProgram.class);

    /** A free port may be taken before we listen there, and a program that was killed may take a moment to be gone. */
    private static final int START_ATTEMPTS = 10;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);
    /** What kept it from starting again, such as a full disk, may pass. */
    private static final Duration BETWEEN_LATE_ATTEMPTS = Duration.ofSeconds(5);

    /** For a program that does not say that it is still at it. */
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration READY_POLL = Duration.ofMillis(20);

    private final String name;
    private final String signal;
    private final Path log;
    private final Orphan orphan;
    private int port;
    private boolean started;
    private volatile boolean wanted;
    private @Nullable Leash leash;

    /** Its files are named after it; the signal is the one that ends the program in order. */
    EmbeddedProgram(String name, String signal, DataFolder folder) {
        this.name = name;
        this.signal = signal;
        this.log = folder.resolve(name + ".log");
        this.orphan = new Orphan(folder.resolve(name + ".process"), signal);
    }

    /** Everything that comes before the first attempt to start. */
    abstract void prepare() throws IOException;

    /** Everything that comes after the first start, once it answers. */
    void complete() {}

    /** The program and its arguments. */
    abstract List<String> command(int atPort) throws IOException;

    /** True once the program with that process number answers. */
    abstract boolean isReady(long pid);

    /** True while it says itself that it is not ready yet: after a crash it may have to read for minutes. */
    abstract boolean isPreparing(long pid);

    @Override
    public synchronized void start() {
        wanted = true;
        bringUp(START_ATTEMPTS);
    }

    private synchronized void bringUp(int attempts) {
        if (leash != null) {
            return;
        }
        try {
            orphan.end();
            prepare();
            if (!started) {
                Files.deleteIfExists(log); // later it holds why the program ended
            }
            for (var attempt = 1; leash == null && wanted; attempt++) {
                port = started ? port : Ports.free();
                attempt(attempt == attempts);
            }
            if (!started && leash != null) {
                complete();
                started = true;
            }
        } catch (IOException e) {
            throw new CannotStart("The embedded " + name + " cannot start: " + e.getMessage() + ".", e);
        }
    }

    private void attempt(boolean last) throws IOException {
        var program = Leash.start(signal, log, command(port));
        try {
            orphan.remember(program.program());
        } catch (CannotStart e) {
            program.kill(); // the next start would not know of it, and it may be too young to hear a milder signal
            throw e;
        }
        if (getsReady(program)) {
            leash = program;
            program.onEnd(() -> startAgain(program));
            return;
        }
        program.end();
        if (last) {
            throw new CannotStart("The embedded " + name + " cannot start: " + lastWords());
        }
        await(BETWEEN_ATTEMPTS);
    }

    private boolean getsReady(Leash program) {
        var pid = program.program().pid();
        var deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (wanted && program.isAlive() && !isReady(pid)) {
            // In that order: what has got ready in between does not prepare any more.
            if (System.nanoTime() > deadline && !isPreparing(pid) && !isReady(pid)) {
                return false;
            }
            await(READY_POLL);
        }
        return wanted && program.isAlive();
    }

    /** Somebody killed the program or its leash, but not the server: the server gets it back. */
    private void startAgain(Leash ended) {
        if (!isLost(ended)) {
            return;
        }
        LOG.warn("The embedded {} has ended by itself: {} It is started again.", name, lastWords());
        ended.end();
        try {
            bringUp(START_ATTEMPTS);
        } catch (RuntimeException e) {
            LOG.error("The embedded {} stays down, and is tried again and again: {}", name, e.getMessage());
            keepTrying();
        }
    }

    private synchronized boolean isLost(Leash ended) {
        if (leash != ended) {
            return false;
        }
        leash = null;
        return true;
    }

    private void keepTrying() {
        do {
            await(BETWEEN_LATE_ATTEMPTS);
        } while (wanted && !isUpAfterAnotherAttempt());
    }

    private boolean isUpAfterAnotherAttempt() {
        try {
            bringUp(1);
            if (wanted) {
                LOG.warn("The embedded {} is back", name);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.debug("The embedded {} is still down", name, e);
            return false;
        }
    }

    /** True when it runs and answers now. */
    synchronized boolean answers() {
        return leash != null && leash.isAlive() && isReady(leash.program().pid());
    }

    /** What the program said at last, and where the rest of it can be read. */
    final String lastWords() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .reduce((first, second) -> second)
                            .orElse("it ended without a word")
                    + " (see " + log + ").";
        } catch (IOException e) {
            return "it left no log in " + log + ".";
        }
    }

    final Path log() {
        return log;
    }

    static void await(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        }
    }

    @Override
    public void stop() {
        wanted = false; // whoever tries to start it gives way
        synchronized (this) {
            if (leash != null) {
                var ending = leash;
                leash = null;
                ending.end();
            }
        }
    }

    /** SIGKILL, as a test of what survives. */
    synchronized void kill() {
        wanted = false;
        if (leash != null) {
            var ending = leash;
            leash = null;
            ending.kill();
        }
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    synchronized void pause() {
        if (leash != null) {
            leash.pause();
        }
    }

    /** SIGCONT, after {@link #pause()}. */
    synchronized void resume() {
        if (leash != null) {
            leash.resume();
        }
    }

    @Override
    public synchronized int port() {
        return port;
    }
}
