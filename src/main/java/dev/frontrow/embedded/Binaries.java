package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;

import dev.frontrow.shared.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The programs in the jar, unpacked once into a folder and used from there. */
final class Binaries {

    private static final String OWNER_RUNS = "rwxr-xr-x";
    private static final int OWNER_EXECUTES = 0100;

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder;
    }

    /** The folder with the unpacked files of an archive ({@code .txz}). */
    Path archive(String resource) {
        return unpacked(resource, Binaries::unpackArchive);
    }

    /** The program itself. */
    Path program(String resource) {
        return unpacked(resource, Binaries::copyProgram);
    }

    private Path unpacked(String resource, Unpacking unpacking) {
        var url = Binaries.class.getResource("/" + resource);
        if (url == null) {
            throw new CannotStart("This build carries no " + resource + ".");
        }
        try {
            // The size is in the name, so that a newer build unpacks its own.
            var size = url.openConnection().getContentLengthLong();
            var target = folder.resolve(resource + "-" + size);
            if (Files.notExists(target)) {
                Files.createDirectories(folder);
                unpackBeside(target, resource, unpacking);
            }
            return target;
        } catch (IOException e) {
            throw new CannotStart(
                    "The embedded services cannot be unpacked into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** A start that is killed while it unpacks, or that unpacks together with another, never leaves half a target. */
    private void unpackBeside(Path target, String resource, Unpacking unpacking) throws IOException {
        var beside = Files.createTempDirectory(folder, "unpacking-");
        try (var stream = Binaries.class.getResourceAsStream("/" + resource)) {
            var whole = beside.resolve("whole");
            unpacking.unpack(new BufferedInputStream(requireNonNull(stream)), whole);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.notExists(target)) {
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(beside);
        }
    }

    static void unpackArchive(InputStream stream, Path target) throws IOException {
        Files.createDirectories(target);
        try (var tar = new TarArchiveInputStream(new XZInputStream(stream))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, target);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var file = entry.resolveIn(target);
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & OWNER_EXECUTES) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_RUNS));
            }
        }
    }

    private static void copyProgram(InputStream stream, Path target) throws IOException {
        Files.copy(stream, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(OWNER_RUNS));
    }

    private interface Unpacking {
        void unpack(InputStream stream, Path target) throws IOException;
    }
}
