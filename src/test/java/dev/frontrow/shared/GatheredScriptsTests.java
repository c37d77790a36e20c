package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Race;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is particular about gathering what one script of Redis answers. */
class GatheredScriptsTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int BATCH = 32;

    @Test
    void scriptsAnswerHoweverManyAskAndAGroupThatRedisDoesNotAnswerFailsAlone() {
        var gathering = Gathering.<Integer, Integer, Integer>ofScripts(
                question -> question % 2,
                (odd, questions) -> {
                    if (odd == 1) {
                        throw new Unavailable(SOON);
                    }
                    return questions.stream().map(question -> 2 * question).toList();
                },
                Traces.none(),
                BATCH);

        var answers = Race.run(1_000, caller -> Outcome.of(() -> gathering.ask(caller)));

        for (int caller = 0; caller < answers.size(); caller++) {
            var answer = answers.get(caller);
            if (caller % 2 == 0) {
                assertThat(answer).isEqualTo(new Outcome.Done<>(2 * caller));
            } else {
                assertThat(answer).isInstanceOf(Outcome.Refused.class);
            }
        }
    }
}
