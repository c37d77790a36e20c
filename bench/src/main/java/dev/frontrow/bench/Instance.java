package dev.frontrow.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the server, started by {@code bin/run} on a free port. */
final class Instance {

    static final Path WORK = Path.of("bench/target").toAbsolutePath();

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10); // it may have to be built first
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 20;

    private final int port;
    private final Path log;
    private final Process process;

    private Instance(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Begins to start one of the checkout in that folder. */
    static Instance start(Path home, String name, List<String> arguments) throws IOException {
        Files.createDirectories(WORK);
        int port = freePort();
        var command = new ArrayList<>(List.of("bin/run", "--server.port=" + port, "--server.address=127.0.0.1"));
        command.addAll(arguments);
        var log = WORK.resolve(name + ".log");
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var instance = new Instance(port, log, process);
        Runtime.getRuntime().addShutdownHook(new Thread(instance::end));
        return instance;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it takes requests. */
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Api.answers(url().resolve("/actuator/health/readiness"))) {
            if (!process.isAlive() || System.nanoTime() > end) {
                end();
                throw new Options.Refused("The server does not start: see " + log + ".");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /** What it has used of the processors so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets it finish its requests and waits for its end. */
    void end() {
        try {
            process.destroy();
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
