package dev.frontrow.catalog;

import dev.frontrow.shared.Success;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer written once and sent many times (C6).
 *
 * @param <T> what it says; for the API's documentation, nothing holds one
 */
@SuppressWarnings("UnusedTypeParameter") // the documentation reads it off the controllers' signatures
public final class Written<T> {

    /** Bytes from which an answer is packed, as the server's other answers are. */
    private static final int LARGE = 8 * 1024;

    /** Of a digest, enough to tell any two states of one thing apart. */
    private static final int TAG_BYTES = 16;

    private final byte[] json;
    private byte @Nullable [] packed;

    private Written(byte[] json) {
        this.json = json;
    }

    /** Writes a success. */
    public static <T> Written<Success<T>> success(T body, JsonMapper mapper) {
        return new Written<>(mapper.writeValueAsBytes(Success.of(body)));
    }

    /** Not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Whether it is worth packing: the map of a large hall is, ten times smaller. */
    boolean isLarge() {
        return json.length >= LARGE;
    }

    /** With gzip, done once, by the first who asks. Not to be changed. */
    synchronized byte[] packed() {
        if (packed == null) {
            packed = Gzip.pack(json, Deflater.BEST_SPEED);
        }
        return packed;
    }

    /** The answer, or 304 for a client that has it already (C4). */
    static <T> ResponseEntity<Written<T>> tagged(String tag, Written<T> answer) {
        return ResponseEntity.ok()
                .eTag("W/\"" + tag + '"') // weak, since packed or not the bytes differ (RFC 9110, 8.8.1)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(answer);
    }

    /** The same for the same text on every instance. */
    static String tagOf(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
