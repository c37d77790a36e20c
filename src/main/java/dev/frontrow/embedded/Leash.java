package dev.frontrow.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ends with this process, however this process ends. A small shell stands between the two and reads from a
 * pipe that we never write to: when the pipe closes, because we closed it or because we are gone, it ends the program.
 */
final class Leash {

    /**
     * The shell ignores what a terminal sends to everybody at once, and so does, where it does not handle it, the program.
     * Its arguments are the signal that ends the program, the log, and the program with its arguments.
     */
    private static final String SHELL = """
            trap '' HUP INT TERM
            signal=$1 log=$2
            shift 2
            "$@" >>"$log" 2>&1 </dev/null &
            program=$!
            echo $program
            exec >/dev/null
            while read -r nothing; do :; done
            kill -s "$signal" $program 2>/dev/null
            ( i=0; while [ $i -lt 20 ]; do sleep 1; i=$((i+1)); done; kill -s KILL $program ) 2>/dev/null &
            wait $program
            kill -s KILL $! 2>/dev/null
            """;
    /** Longer than the shell's own patience. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(25);

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
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // Ctrl-C goes to every process of the terminal's foreground group. The server finishes its requests then,
            // so
            // its database must not hear of it; without setsid (macOS) the shell's job control does the same.
            words.addAll(List.of("/usr/bin/setsid", "sh", "-c", SHELL));
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

    boolean isAlive() {
        return shell.isAlive() && program.isAlive();
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
        shell.destroyForcibly();
        all.forEach(Signals::awaitEnd);
    }

    /** SIGSTOP, to the program and all it has started. */
    void pause() {
        Signals.send("STOP", program);
        program.descendants().forEach(child -> Signals.send("STOP", child));
    }

    /** SIGCONT, to the program and all it has started. */
    void resume() {
        family().forEach(process -> Signals.send("CONT", process));
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(program), program.descendants()).toList();
    }
}
