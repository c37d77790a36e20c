package dev.frontrow.identity;

import dev.frontrow.shared.CannotStart;
import dev.frontrow.shared.KeptSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where the key of the tokens comes from: configuration, or a file that the first start writes (I3). */
final class SigningKey {

    private static final int LEAST_BYTES = 32;
    private static final String FILE = "jwt.key";

    private SigningKey() {}

    /**
     * The configured key, or the one kept in the folder, which is generated if it is not there.
     *
     * @throws CannotStart when the key is shorter than 32 bytes
     */
    static SecretKey from(@Nullable String configured, Path folder) {
        return KeptSecret.configuredOr(
                folder.resolve(FILE), SigningKey::fresh, configured, "frontrow.identity.jwt-secret", SigningKey::of);
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

    private static String fresh() {
        byte[] random = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
