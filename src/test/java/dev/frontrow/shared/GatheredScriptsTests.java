package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is particular about gathering what one script of Redis answers. */
class GatheredScriptsTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int BATCH = 32;

    private final CountDownLatch open = new CountDownLatch(1);

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

    @Test
    void aScriptThatNobodyHasAskedForAWhileRunsWhereItIsAsked() throws InterruptedException {
        var threads = Collections.synchronizedList(new ArrayList<Thread>());
        var gathering = Gathering.<Integer, Integer, Integer>ofScripts(
                question -> question,
                (group, questions) -> {
                    threads.add(Thread.currentThread());
                    Asking.await(open);
                    return questions;
                },
                Traces.none(),
                BATCH);
        Thread.sleep(20);
        var first = Asking.of(gathering, 0);
        await().until(() -> threads.size() == 1);
        var meanwhile = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> Asking.of(gathering, i))
                .toList();
        await().until(() -> Asking.areWaiting(meanwhile));

        open.countDown();

        assertThat(first.join()).isEqualTo("0");
        assertThat(meanwhile.stream().map(Asking::join)).containsExactly("1", "2", "3");
        assertThat(threads.getFirst()).isEqualTo(first.thread());
        assertThat(threads.subList(1, threads.size())).doesNotContain(first.thread());
    }
}
