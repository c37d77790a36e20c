package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server in a JVM and a process group of its own, so that a test can do to it what operators and accidents do. */
public final class JavaProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a main class with the class path of this JVM. */
    public static JavaProcess start(Class<?> main, String... arguments) {
        return start(
                Leash.HAS_SETSID ? List.of("setsid") : List.of(),
                System.getProperty("java.class.path"),
                main,
                arguments);
    }

    static JavaProcess start(List<String> prefix, String classPath, Class<?> main, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            var output =
                    Files.createTempFile(Files.createDirectories(Path.of("target", "servers")), "process-", ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new JavaProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that begins so, and answers with what follows on it. */
    public String said(String beginning) {
        return requireNonNull(await().atMost(PATIENCE)
                .failFast(() -> {
                    if (!process.isAlive() && lineAfter(beginning) == null) {
                        throw new AssertionError("It ended without \"" + beginning + "\": " + output());
                    }
                })
                .until(() -> lineAfter(beginning), line -> line != null));
    }

    private @Nullable String lineAfter(String beginning) {
        return output().lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElse(null);
    }

    /** All it has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The programs it has started, directly or not. */
    public Set<ProcessHandle> family() {
        return process.descendants().collect(Collectors.toSet());
    }

    /** SIGKILL to the JVM; what hangs on it ends by itself. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** What Ctrl-C on a terminal does: SIGINT to everybody in the process group. */
    public void interruptGroup() {
        Processes.runs(List.of("kill", "-s", "INT", "--", "-" + process.pid()));
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("It does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
