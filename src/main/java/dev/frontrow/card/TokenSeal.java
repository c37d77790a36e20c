package dev.frontrow.card;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.frontrow.shared.CannotStart;
import dev.frontrow.shared.KeptSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Seals the provider's tokens with AES-256-GCM by Google Tink (P5). A token is bound to its payment method: copied into
 * another row, it does not open. The first key seals, every key opens, so that keys are changed while all instances
 * run: add the new one behind, put it in front, and drop the old one when everything is sealed anew.
 */
final class TokenSeal {

    private static final String FILE = "card.keys";
    private static final Pattern KEY = Pattern.compile("([1-9][0-9]{0,8}):([A-Za-z0-9+/]{43}=)");
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /** What Tink puts in front of everything it seals: a 1 and the key's number. */
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final Aead aead;
    private final int first;

    private TokenSeal(List<String> keys, String source) {
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            for (String key : keys) {
                var entry = KeysetHandle.importKey(key(key, source));
                keyset.addEntry(keyset.size() == 0 ? entry.makePrimary() : entry);
            }
            KeysetHandle handle = keyset.build();
            this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.first = handle.getPrimary().getId();
        } catch (GeneralSecurityException e) {
            throw new CannotStart("The keys in " + source + " cannot be used together");
        }
    }

    /**
     * With the configured keys, or those kept in the folder, of which one is generated if there is none.
     *
     * @throws CannotStart when they are not written as they must be
     */
    static TokenSeal from(@Nullable String configured, Path folder) {
        return KeptSecret.configuredOr(
                folder.resolve(FILE), TokenSeal::fresh, configured, "frontrow.card.keys", TokenSeal::of);
    }

    private static TokenSeal of(String keys, String source) {
        return new TokenSeal(List.of(keys.strip().split("[,\\s]+")), source);
    }

    private static String fresh() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return "1:" + Base64.getEncoder().encodeToString(random);
    }

    @AccessesPartialKey // it is made here
    private static AesGcmKey key(String text, String source) throws GeneralSecurityException {
        var parts = KEY.matcher(text);
        if (!parts.matches()) {
            throw new CannotStart("Each key in " + source + " must be a number, a colon, and base64 of 32 bytes");
        }
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(
                        SecretBytes.copyFrom(Base64.getDecoder().decode(parts.group(2)), InsecureSecretKeyAccess.get()))
                .setIdRequirement(Integer.valueOf(parts.group(1)))
                .build();
    }

    SealedToken seal(PaymentMethodId method, String token) {
        try {
            return new SealedToken(method, aead.encrypt(token.getBytes(StandardCharsets.UTF_8), bindingTo(method)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token could not be sealed", e);
        }
    }

    /** The token; none when it was sealed with a key that is not there, or for another method. */
    Optional<String> open(SealedToken token) {
        try {
            byte[] opened = aead.decrypt(token.bytes(), bindingTo(token.method()));
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException closed) {
            return Optional.empty();
        }
    }

    /** How everything begins that is sealed with the first key. */
    byte[] prefix() {
        return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 1).putInt(first).array();
    }

    private static byte[] bindingTo(PaymentMethodId method) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(method.value().getMostSignificantBits())
                .putLong(method.value().getLeastSignificantBits())
                .array();
    }
}
