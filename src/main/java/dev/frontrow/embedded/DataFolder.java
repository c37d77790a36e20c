package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The folder the embedded services keep everything in; one server at a time has it. */
final class DataFolder implements AutoCloseable {

    private static final int PASSWORD_BYTES = 24;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder when it is not there, and takes it.
     *
     * @throws CannotStart when another server has it or this one may not write to it
     */
    static DataFolder take(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            if (Files.notExists(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new CannotStart("The data folder " + path + " is in use by another Frontrow server"
                        + " (choose another one with --frontrow.data-dir=… or end that server first).");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder " + path + " cannot be written to by user " + System.getProperty("user.name")
                            + " (" + e + ").",
                    e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The password of the embedded PostgreSQL and Redis, made at first use; only the folder's owner can read it. */
    String password() {
        var file = path.resolve("password");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            var bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            var password = HexFormat.of().formatHex(bytes);
            writeSecret(file, password);
            return password;
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Writes a file that nobody but the owner can read, whole or not at all. */
    static void writeSecret(Path file, String content) {
        try {
            var beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** The lines of a file, each without the blanks around it; none when there is no such file. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + path + " cannot be given back", e);
        }
    }
}
