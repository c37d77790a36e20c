package dev.frontrow.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A secret in a file that its owner alone may read, which the first start writes. */
public final class KeptSecret {

    private static final int MOST_FILE_BYTES = 4096;
    private static final Set<StandardOpenOption> READ_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private KeptSecret() {}

    /**
     * Reads a secret that is configured or, where none is, kept in a file, which is made if it is not there.
     *
     * @param setting the configured one's name
     * @param read makes something of the text; its second argument says where the text came from
     * @throws UncheckedIOException when the file can be neither read nor written
     */
    public static <T> T configuredOr(
            Path file,
            Supplier<String> fresh,
            @Nullable String configured,
            String setting,
            BiFunction<String, String, T> read) {
        return configured == null || configured.isBlank()
                ? read.apply(in(file, fresh), file.toString())
                : read.apply(configured.strip(), setting);
    }

    /**
     * The file's text, which is made if it is not there. Locked while read or written, so that two servers that start
     * at once agree on one.
     *
     * @throws UncheckedIOException when the file can be neither read nor written
     */
    public static synchronized String in(Path file, Supplier<String> fresh) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(file, READ_WRITE, ownerOnly())) {
                channel.lock(); // until the channel closes
                return channel.size() > 0 ? read(channel) : write(channel, fresh.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a secret in " + file, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String read(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_FILE_BYTES));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
    }

    private static String write(FileChannel channel, String text) throws IOException {
        var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
        return text;
    }
}
