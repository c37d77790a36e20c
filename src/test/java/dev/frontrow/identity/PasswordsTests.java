package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Race;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** I1, Q6: slow hashes for many at once. */
class PasswordsTests {

    private final Passwords passwords =
            new Passwords(new IdentitySettings(null, Duration.ofHours(1), 6), new SimpleMeterRegistry());

    @Test
    void aCrowdThatSignsUpAtOnceIsServed() {
        try {
            var hashes = Race.run(200, i -> passwords.hash("a password of fan " + i));
            assertThat(hashes).doesNotHaveDuplicates();
        } finally {
            passwords.destroy();
        }
    }
}
