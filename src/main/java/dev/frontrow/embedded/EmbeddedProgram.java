package dev.frontrow.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An embedded service that is a program of its own beside the server: PostgreSQL or Redis. */
public abstract sealed class EmbeddedProgram implements EmbeddedService permits EmbeddedPostgres, EmbeddedRedis {

    /** A free port may be taken before we listen there, and a program that was killed may take a moment to be gone. */
    private static final int START_ATTEMPTS = 5;

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration READY_POLL = Duration.ofMillis(20);

    private final String name;
    private final String signal;
    private final Path log;
    private int port;
    private boolean started;
    private @Nullable Leash leash;

    /** @param signal the one that ends the program in order */
    EmbeddedProgram(String name, String signal, Path log) {
        this.name = name;
        this.signal = signal;
        this.log = log;
    }

    /** Everything that comes before the first start: files, orphans. */
    abstract void prepare() throws IOException;

    /** The program and its arguments; called before each attempt. */
    abstract List<String> command(int atPort) throws IOException;

    /** True once it answers; the program with this number is alive. */
    abstract boolean isReady();

    @Override
    public synchronized void start() {
        try {
            prepare();
            for (var attempt = 1; leash == null; attempt++) {
                port = started ? port : Ports.free();
                attempt(attempt == START_ATTEMPTS);
            }
            started = true;
        } catch (IOException e) {
            throw new CannotStart("The embedded " + name + " cannot start: " + e.getMessage() + ".", e);
        }
    }

    private void attempt(boolean last) throws IOException {
        Files.deleteIfExists(log);
        var program = Leash.start(signal, log, command(port));
        var deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (program.isAlive() && System.nanoTime() < deadline) {
            if (isReady()) {
                leash = program;
                return;
            }
            pause(READY_POLL);
        }
        program.end();
        if (last) {
            throw new CannotStart("The embedded " + name + " cannot start: " + lastWords() + " (see " + log + ").");
        }
    }

    final String lastWords() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("it ended without a word");
        } catch (IOException e) {
            return "it left no log";
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (leash != null) {
            leash.end();
            leash = null;
        }
    }

    /** SIGKILL, as a test of what survives. */
    public synchronized void kill() {
        if (leash != null) {
            leash.kill();
            leash = null;
        }
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public synchronized void pause() {
        if (leash != null) {
            leash.pause();
        }
    }

    /** SIGCONT, after {@link #pause()}. */
    public synchronized void resume() {
        if (leash != null) {
            leash.resume();
        }
    }

    @Override
    public synchronized int port() {
        return port;
    }
}
