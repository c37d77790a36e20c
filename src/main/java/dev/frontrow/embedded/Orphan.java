package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The program an earlier server left running on this data folder because somebody killed its leash too. It is known
 * by its process number together with the time it began, since numbers are used again.
 */
final class Orphan {

    /** The system tells the begin of a process only to so much. */
    private static final Duration SAME_TIME = Duration.ofSeconds(5);

    /** Its number, and when it began. */
    private static final int WORDS = 2;

    private final Path file;
    private final String signal;

    /** The file names the program; the signal is the one that ends it in order. */
    Orphan(Path file, String signal) {
        this.file = file;
        this.signal = signal;
    }

    /** Writes down which process runs now. */
    void remember(ProcessHandle process) {
        var began = process.info().startInstant().orElse(Instant.EPOCH);
        DataFolder.writeSecret(file, process.pid() + " " + began.toEpochMilli());
    }

    /**
     * Ends the process that was written down, if it still runs.
     *
     * @throws CannotStart when it does not end
     */
    void end() throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        var left = remembered();
        if (left.isPresent()) {
            var family = left.get().descendants().toList();
            Processes.send("CONT", left.get());
            Processes.send(signal, left.get());
            if (!Processes.awaitEnd(left.get())) {
                left.get().destroyForcibly();
                family.forEach(ProcessHandle::destroyForcibly);
                if (!Processes.awaitEnd(left.get())) {
                    throw new CannotStart("Process " + left.get().pid()
                            + " of an earlier server still uses the data folder and cannot be ended.");
                }
            }
        }
        Files.delete(file);
    }

    /** A file that a full disk or somebody's hand has left empty or unreadable names none. */
    private Optional<ProcessHandle> remembered() {
        try {
            var words = Files.readString(file).strip().split(" ", -1);
            if (words.length != WORDS) {
                return Optional.empty();
            }
            var began = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(at -> Duration.between(began, at).abs().compareTo(SAME_TIME) < 0)
                            .isPresent());
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
