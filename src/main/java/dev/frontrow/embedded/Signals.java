package dev.frontrow.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signals the JDK cannot send, and the end of processes that are not our children. */
final class Signals {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

    private Signals() {}

    static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new CannotStart("The program \"kill\" does not run here: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process has ended; false when it does not. */
    static boolean awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }

    /**
     * Ends a program that an earlier server left behind. A process that merely has the number a program of ours once had is
     * left alone.
     *
     * @param pid the number the program wrote down
     * @param name the program's file name starts with this
     * @param signal the one that ends it in order
     */
    static void endOrphan(long pid, String name, String signal) {
        ProcessHandle.of(pid).filter(process -> runs(process, name)).ifPresent(process -> {
            var family = process.descendants().toList();
            send("CONT", process);
            send(signal, process);
            if (!awaitEnd(process)) {
                process.destroyForcibly();
                family.forEach(ProcessHandle::destroyForcibly);
                awaitEnd(process);
            }
        });
    }

    private static boolean runs(ProcessHandle process, String name) {
        return process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .filter(file -> file.toString().startsWith(name))
                .isPresent();
    }
}
