package dev.frontrow.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ends with this process, however this process ends. A small shell stands between the two: one half of
 * it waits for the program, the other reads from a pipe that we never write to. When the pipe closes, because we
 * closed it or because we are gone, it ends the program.
 */
final class Leash {

    /**
     * The shell ignores what a terminal sends to everybody at once, and so does, where it does not handle it, the
     * program. Its arguments are the signal that ends the program, the log, and the program with its arguments.
     */
    private static final String SHELL = """
            trap '' HUP INT TERM
            signal=$1 log=$2
            shift 2
            exec 3<&0
            "$@" >>"$log" 2>&1 </dev/null 3<&- &
            program=$!
            echo $program
            exec >/dev/null 2>&1
            {
                while read -r nothing; do :; done
                kill -s CONT $program
                kill -s "$signal" $program
                i=0
                while [ $i -lt 20 ]; do sleep 1; i=$((i+1)); done
                kill -s KILL $program
            } <&3 3<&- &
            exec 3<&-
            wait $program
            kill -s KILL $!
            """;
    /** Longer than the shell's own patience. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(25);

    static final boolean HAS_SETSID = Processes.runs(List.of("setsid", "true"));

    private final Process shell;
    private final ProcessHandle program;

    private Leash(Process shell, ProcessHandle program) {
        this.shell = shell;
        this.program = program;
    }

    /**
     * Starts a program.
     *
     * @param signal the name of the signal that ends it in order, such as {@code INT}
     * @param log the file its output is appended to
     */
    static Leash start(String signal, Path log, List<String> command) throws IOException {
        var words = new ArrayList<String>();
        if (HAS_SETSID) {
            // Ctrl-C goes to every process of the terminal's foreground group. The server finishes its requests then,
            // so its database must not hear of it; without setsid (macOS) the shell's job control does the same.
            words.addAll(List.of("setsid", "sh", "-c", SHELL));
        } else {
            words.addAll(List.of("sh", "-c", "set -m\n" + SHELL));
        }
        words.addAll(List.of("leash", signal, log.toString()));
        words.addAll(command);
        var shell = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var reader = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        var line = reader.readLine();
        if (line == null) {
            throw new IOException("sh did not start " + command.getFirst());
        }
        var program = ProcessHandle.of(Long.parseLong(line.strip()));
        return new Leash(shell, program.orElse(shell.toHandle()));
    }

    ProcessHandle program() {
        return program;
    }

    /** Runs the action once, when the program or the shell that holds it has ended. */
    void onEnd(Runnable action) {
        Thread.ofPlatform().daemon().name("leash").start(() -> {
            shell.onExit().join();
            action.run();
        });
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Ends the program in order and waits for it; one that does not listen is killed. */
    void end() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL, to the program and all it has started. */
    void kill() {
        var all = family();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Processes::awaitEnd);
        shell.destroyForcibly();
    }

    /** SIGSTOP, to the program and all it has started. */
    void pause() {
        Processes.send("STOP", program);
        program.descendants().forEach(child -> Processes.send("STOP", child));
    }

    /** SIGCONT, to the program and all it has started. */
    void resume() {
        family().forEach(process -> Processes.send("CONT", process));
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(program), program.descendants()).toList();
    }
}
