package dev.frontrow.identity;

import dev.frontrow.shared.CannotStart;
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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where the key of the tokens comes from: configuration, or a file that the first start writes (I3). */
final class SigningKey {

    private static final int LEAST_BYTES = 32;
    private static final int MOST_FILE_BYTES = 4096;
    private static final String FILE = "jwt.key";
    private static final Set<StandardOpenOption> READ_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private SigningKey() {}

    /**
     * The configured key, or the one kept in the folder, which is generated if it is not there.
     *
     * @throws CannotStart when the key is shorter than 32 bytes
     */
    static SecretKey from(@Nullable String configured, Path folder) {
        if (configured == null || configured.isBlank()) {
            return of(kept(folder.resolve(FILE)), folder.resolve(FILE).toString());
        }
        return of(configured.strip(), "frontrow.identity.jwt-secret");
    }

    private static SecretKey of(String text, String source) {
        byte[] bytes = bytesOf(text);
        if (bytes.length < LEAST_BYTES) {
            throw new CannotStart(
                    source + " holds " + bytes.length + " bytes; signing needs " + LEAST_BYTES + " or more");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] bytesOf(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (decoded.length >= LEAST_BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // A plain text then.
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Locked while read or written, so that two servers that start at once agree on one key. */
    private static synchronized String kept(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(file, READ_WRITE, ownerOnly())) {
                channel.lock(); // until the channel closes
                return channel.size() > 0 ? read(channel) : write(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the key of the tokens in " + file, e);
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

    private static String write(FileChannel channel) throws IOException {
        byte[] random = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(random);
        var text = Base64.getEncoder().encodeToString(random);
        var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
        return text;
    }
}
