package dev.frontrow.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** For answers that are packed once and sent many times (RFC 1952). */
final class Gzip {

    /** As {@code Content-Encoding} names it. */
    static final String NAME = "gzip";

    private static final Pattern REFUSED = Pattern.compile(".*;\\s*q=0(\\.0*)?");

    private Gzip() {}

    /**
     * Whether a client takes it.
     *
     * @param acceptEncoding the header as it was sent (RFC 9110, 12.5.3); null for none
     */
    static boolean isAccepted(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .anyMatch(coding -> coding.startsWith(NAME)
                                && !REFUSED.matcher(coding).matches());
    }

    /**
     * Packs.
     *
     * @param level from 1, the fastest, to 9, the smallest
     */
    static byte[] pack(byte[] content, int level) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new Leveled(packed, level)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError("writing to memory failed", e);
        }
        return packed.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
