package dev.frontrow.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** O4: how often the books are checked. */
class ReconciliationGaugesTests {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Instant BEGUN = Instant.parse("2026-10-15T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT0.2S, PT30S", "PT30S, PT30S", "PT50S, PT50S"})
    void aPauseIsAtLeastAsLongAsTheCheckTook(Duration took, Duration pause) {
        var ended = BEGUN.plus(took);
        assertThat(ReconciliationGauges.next(new SimpleTriggerContext(BEGUN, BEGUN, ended), EVERY))
                .isEqualTo(ended.plus(pause));
    }

    @Test
    void theFirstIsMadeAtOnce() {
        var context = new SimpleTriggerContext();
        assertThat(ReconciliationGauges.next(context, EVERY))
                .isBeforeOrEqualTo(context.getClock().instant());
    }
}
