package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

/** Group commit without a database: who is answered what, and when. */
class GatheringTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void everybodyGetsTheOwnAnswer() {
        var gathering = new Gathering<Integer, Integer>(this::doubled, question -> question, SOON);

        var answers = Race.run(200, gathering::ask);

        assertThat(answers)
                .isEqualTo(IntStream.range(0, 200).map(i -> 2 * i).boxed().toList());
        assertThat(batches.stream().flatMap(List::stream)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whatComesWhileABatchIsAnsweredIsTheNextBatch() {
        var gathering = new Gathering<Integer, Integer>(this::doubledOnceOpen, question -> "one lane", SOON);
        var first = Asking.of(gathering, 0);
        await().until(() -> batches.size() == 1);
        var others = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> Asking.of(gathering, i))
                .toList();
        await().until(() -> Asking.areWaiting(others));

        open.countDown();

        Stream.concat(Stream.of(first), others.stream()).forEach(Asking::join);
        assertThat(batches).extracting(List::size).containsExactly(1, 128, 72);
    }

    @Test
    void questionsOfOneKeyAreAnsweredOneBatchAtATimeAndInTheirOrder() {
        var running = new ConcurrentHashMap<Integer, Boolean>();
        var overlapped = new AtomicBoolean();
        var gathering = new Gathering<Integer, Integer>(
                questions -> {
                    var keys = questions.stream().map(question -> question % 8).collect(Collectors.toSet());
                    keys.forEach(key -> overlapped.compareAndSet(false, running.put(key, true) != null));
                    var outcomes = doubled(questions);
                    keys.forEach(running::remove);
                    return outcomes;
                },
                question -> question % 8,
                SOON);

        Race.run(
                8,
                caller -> IntStream.range(0, 50)
                        .map(i -> gathering.ask(caller + 8 * i))
                        .boxed()
                        .toList());

        assertThat(overlapped).isFalse();
        Map<Integer, Integer> last = new HashMap<>();
        batches.stream()
                .flatMap(List::stream)
                .forEach(question -> assertThat(question)
                        .isGreaterThan(last.getOrDefault(question % 8, -1))
                        .satisfies(it -> last.put(it % 8, it)));
    }

    @Test
    void aRefusalIsForTheOneAlone() {
        var gathering = new Gathering<Integer, Integer>(
                questions -> questions.stream()
                        .<Outcome<Integer>>map(question -> question % 3 == 0
                                ? new Outcome.Refused<>(new Unavailable(SOON))
                                : new Outcome.Done<>(question))
                        .toList(),
                question -> question,
                SOON);

        var answers = Race.run(90, question -> Asking.tried(() -> gathering.ask(question)));

        assertThat(answers)
                .containsExactlyElementsOf(IntStream.range(0, 90)
                        .mapToObj(i -> i % 3 == 0 ? "Unavailable" : "" + i)
                        .toList());
    }

    @Test
    void oneThatBringsItsBatchDownFailsAlone() {
        var gathering = new Gathering<Integer, Integer>(
                questions -> {
                    doubledOnceOpen(questions);
                    if (questions.contains(7)) {
                        throw new DataIntegrityViolationException("seven");
                    }
                    return doubled(questions);
                },
                question -> "one lane",
                SOON);
        var callers =
                IntStream.range(0, 20).mapToObj(i -> Asking.of(gathering, i)).toList();
        await().until(() -> !batches.isEmpty() && Asking.areWaiting(callers));

        open.countDown();

        var answers = callers.stream().map(Asking::join).toList();
        assertThat(answers)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> i == 7 ? "DataIntegrityViolationException" : "" + 2 * i)
                        .toList());
    }

    /** Invariant 9: what may have been committed is not tried again behind the caller's back. */
    @Test
    void whenPostgresIsAwayEverybodyIsToldAndNothingIsTriedAgain() {
        var gathering = new Gathering<Integer, Integer>(
                questions -> {
                    doubledOnceOpen(questions);
                    throw new QueryTimeoutException("silence");
                },
                question -> "one lane",
                SOON);
        var callers =
                IntStream.range(0, 20).mapToObj(i -> Asking.of(gathering, i)).toList();
        await().until(() -> !batches.isEmpty() && Asking.areWaiting(callers));

        open.countDown();

        assertThat(callers.stream().map(Asking::join)).containsOnly("QueryTimeoutException");
        assertThat(batches.stream().flatMap(List::stream)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void evenAnErrorIsAnAnswer() {
        var gathering = new Gathering<Integer, Integer>(
                questions -> {
                    throw new StackOverflowError();
                },
                question -> question,
                SOON);

        assertThatThrownBy(() -> gathering.ask(1)).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> gathering.ask(1)).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void whoComesWhenTheQueueIsFullIsRefusedAtOnce() {
        var gathering = new Gathering<Integer, Integer>(this::doubledOnceOpen, question -> "one lane", SOON);
        var first = Asking.of(gathering, 0);
        await().until(() -> batches.size() == 1);
        var waiting = IntStream.rangeClosed(1, Gathering.QUEUE_QUESTIONS)
                .mapToObj(i -> Asking.of(gathering, i))
                .toList();
        await().until(() -> Asking.areWaiting(waiting));

        assertThatThrownBy(() -> gathering.ask(-1))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        refusal -> assertThat(refusal.retryAfter()).isPositive());

        open.countDown();
        assertThat(first.join()).isEqualTo("0");
        assertThat(waiting.stream().map(Asking::join)).doesNotContain("Unavailable");
        assertThat(gathering.ask(3)).isEqualTo(6);
    }

    @Test
    void whoAsksWithoutWaitingIsAnsweredLater() {
        var gathering = new Gathering<Integer, Integer>(this::doubledOnceOpen, question -> question, SOON);
        var answer = new CompletableFuture<Integer>();

        var told = gathering.askLater(21, answer::complete).toCompletableFuture();

        assertThat(told).isNotDone();
        open.countDown();
        assertThat(told).succeedsWithin(SOON);
        assertThat(answer).isCompletedWithValue(42);
    }

    /** As without memory: nobody is left to wait for a lane that has broken down, not even who came meanwhile. */
    @Test
    void whoComesWhileALaneBreaksDownIsAnswered() {
        var gathering = new Gathering<Integer, Integer>(
                questions -> {
                    if (questions.size() > 1) {
                        throw new Unspeakable();
                    }
                    return doubledOnceOpen(questions);
                },
                question -> "one lane",
                SOON);
        var first = Asking.of(gathering, 0);
        await().until(() -> batches.size() == 1);
        var last = new CompletableFuture<Integer>();
        var others = IntStream.rangeClosed(1, 130)
                .mapToObj(i -> gathering.askLater(i, answer -> {}).exceptionally(refused -> {
                    if (i == 130) { // not of the batch that breaks the lane
                        gathering.askLater(131, last::complete);
                    }
                    return null;
                }))
                .toList();

        open.countDown();

        assertThat(last).succeedsWithin(SOON).isEqualTo(262);
        assertThat(first.join()).isEqualTo("0");
        assertThat(others).allMatch(other -> other.toCompletableFuture().isDone());
    }

    /** A failure about which nothing can be learned. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }
    }

    @Test
    void whoHasWaitedTooLongIsRefusedBeforeAnythingIsDone() {
        var gathering = new Gathering<Integer, Integer>(this::doubledOnceOpen, question -> "one lane", PATIENCE);
        var first = Asking.of(gathering, 0);
        await().until(() -> batches.size() == 1);
        var late = Asking.of(gathering, 1);
        var until = System.nanoTime() + PATIENCE.plusMillis(50).toNanos();
        await().until(() -> System.nanoTime() > until);

        open.countDown();

        assertThat(late.join()).isEqualTo("Unavailable");
        assertThat(first.join()).isEqualTo("0"); // was begun in time
        assertThat(batches).containsExactly(List.of(0));
    }

    @Test
    void anInterruptedCallerStillLearnsWhatWasDone() {
        var gathering = new Gathering<Integer, Integer>(this::doubledOnceOpen, question -> question, SOON);
        var caller = Asking.of(gathering, 21);
        await().until(() -> batches.size() == 1);

        caller.thread().interrupt();
        open.countDown();

        assertThat(caller.join()).isEqualTo("42");
    }

    private List<Outcome<Integer>> doubled(List<Integer> questions) {
        batches.add(List.copyOf(questions));
        return questions.stream()
                .<Outcome<Integer>>map(question -> new Outcome.Done<>(2 * question))
                .toList();
    }

    private List<Outcome<Integer>> doubledOnceOpen(List<Integer> questions) {
        var outcomes = doubled(questions);
        Asking.await(open);
        return outcomes;
    }
}
