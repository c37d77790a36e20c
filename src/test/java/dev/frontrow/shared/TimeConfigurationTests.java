package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeConfigurationTests {

    private static final int LOOKS = 1_000;

    @Test
    void theTimeIsTakenInWholeMilliseconds() {
        var clock = new TimeConfiguration().clock();
        assertThat(Stream.generate(clock::instant).limit(LOOKS))
                .allMatch(now -> now.equals(now.truncatedTo(ChronoUnit.MILLIS)));
    }
}
