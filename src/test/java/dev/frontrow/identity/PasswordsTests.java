package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Race;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** I1, Q6: slow hashes for many at once. */
class PasswordsTests {

    private final Set<Thread> before = threads();
    private final Passwords passwords = ofStrength(6);

    @Test
    void aCrowdThatSignsUpAtOnceIsServed() {
        try {
            var hashes = Race.run(200, i -> passwords.hash("a password of fan " + i));
            assertThat(hashes).doesNotHaveDuplicates();
        } finally {
            passwords.destroy();
        }
    }

    /** I2: work is counted, not time, in which others work too. Without what is done for it, it would be a 256th. */
    @Test
    void aWeakHashOfBeforeTakesAsMuchWorkAsAnUnknownEMail() {
        var weak = ofStrength(4).hash("a long enough password");
        var strong = ofStrength(12);
        assertThat(strong.isWeak(weak)).isTrue();
        assertThat(strong.isWeak(strong.hash("a long enough password"))).isFalse();
        long begin = work();
        assertThat(strong.match("a wrong password", null)).isFalse();
        long unknown = work();
        assertThat(strong.match("a wrong password", weak)).isFalse();
        long known = work();
        assertThat((double) (known - unknown) / (unknown - begin)).isBetween(0.5, 2.0);
        assertThat(strong.match("a long enough password", weak)).isTrue();
    }

    private static Passwords ofStrength(int strength) {
        return new Passwords(new IdentitySettings(null, Duration.ofHours(1), strength), new SimpleMeterRegistry());
    }

    /** Nanoseconds that the threads of this test have computed. */
    private long work() {
        var own = new HashSet<>(threads());
        own.removeAll(before);
        var counted = ManagementFactory.getThreadMXBean();
        return own.stream()
                .mapToLong(thread -> counted.getThreadCpuTime(thread.threadId()))
                .sum();
    }

    private static Set<Thread> threads() {
        var all = new HashSet<>(Thread.getAllStackTraces().keySet());
        all.removeIf(thread -> !thread.getName().startsWith("passwords-"));
        return all;
    }
}
