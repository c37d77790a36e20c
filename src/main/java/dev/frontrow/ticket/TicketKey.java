package dev.frontrow.ticket;

import dev.frontrow.shared.CannotStart;
import dev.frontrow.shared.KeptSecret;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The Ed25519 key of the tickets: from configuration, or from a file that the first start writes. */
final class TicketKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String FILE = "ticket.key";
    private static final int KEY_BYTES = 32;

    private final PrivateKey secret;
    private final PublicKey open;

    private TicketKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.open = pair.getPublic();
    }

    /**
     * The configured key, or the one kept in the folder, which is generated if it is not there.
     *
     * @throws CannotStart when it is not base64 of 32 bytes
     */
    static TicketKey from(@Nullable String configured, Path folder) {
        return KeptSecret.configuredOr(
                folder.resolve(FILE), TicketKey::fresh, configured, "frontrow.ticket.signing-key", TicketKey::of);
    }

    private static String fresh() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static TicketKey of(String text, String source) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == KEY_BYTES) {
                return new TicketKey(pair(bytes));
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new CannotStart(source + " must be base64 of " + KEY_BYTES + " bytes");
    }

    /**
     * An Ed25519 private key is 32 random bytes (RFC 8032, 5.1.5), and the JDK computes a public key only while it
     * generates a pair: so it is given these bytes as its randomness.
     */
    private static KeyPair pair(byte[] bytes) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Given(bytes));
            return generator.generateKeyPair();
        } catch (InvalidAlgorithmParameterException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /** Randomness that was drawn before. */
    private static final class Given extends SecureRandom {
        private final transient byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            if (wanted.length != bytes.length) {
                throw new IllegalStateException("asked for " + wanted.length + " bytes");
            }
            System.arraycopy(bytes, 0, wanted, 0, bytes.length);
        }
    }

    /** 64 bytes. */
    byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean verifies(byte[] message, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(open);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 bytes of the public key as RFC 8032 writes it, which are the last ones of its X.509 encoding. */
    byte[] publicBytes() {
        byte[] encoded = open.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }
}
