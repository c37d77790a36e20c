package dev.frontrow.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Slow salted hashes of passwords (I1). */
@Component
class Passwords {

    /** bcrypt looks at no more. */
    static final int MOST_BYTES = 72;

    static final int LEAST_CHARACTERS = 8;

    private final BCryptPasswordEncoder encoder;
    private final String hashOfNobody;

    Passwords(IdentitySettings settings) {
        encoder = new BCryptPasswordEncoder(settings.bcryptStrength());
        hashOfNobody = encoder.encode(UUID.randomUUID().toString());
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    /**
     * Whether the password belongs to the hash. Without a hash the answer is no and takes the same time, so that nobody
     * learns from it which e-mails are known (I2).
     */
    boolean match(String password, @Nullable String hash) {
        boolean same = encoder.matches(password, hash == null ? hashOfNobody : hash);
        return same && hash != null && fits(password);
    }

    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    static boolean isLongEnough(String password) {
        return password.codePointCount(0, password.length()) >= LEAST_CHARACTERS;
    }
}
