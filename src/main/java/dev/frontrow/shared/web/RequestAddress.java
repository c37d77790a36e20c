package dev.frontrow.shared.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The path or the query of a request, as it came. */
final class RequestAddress {

    private static final int MAX_PARAMETERS = 100;
    private static final int HEX = 16;

    private RequestAddress() {}

    /** Parameters that have names, no more of them than any call takes, in percent-encoded UTF-8 without a NUL. */
    static boolean isQuery(@Nullable String raw) {
        return raw == null
                || (raw.chars().filter(c -> c == '&').count() < MAX_PARAMETERS
                        && !raw.startsWith("=")
                        && !raw.contains("&=")
                        && isText(raw));
    }

    /** Percent-encoded UTF-8 without a NUL. */
    static boolean isText(String raw) {
        if (raw.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            if (i + 2 >= raw.length() || digit(raw, i + 1) < 0 || digit(raw, i + 2) < 0) {
                return false;
            }
            bytes.write(digit(raw, i + 1) * HEX + digit(raw, i + 2));
            i += 2;
        }
        try {
            return CleanText.isClean(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static int digit(String raw, int at) {
        return Character.digit(raw.charAt(at), HEX);
    }
}
