package dev.frontrow.shared;

import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: what callers ask at the same time is answered by one transaction, or one script of Redis. Nobody waits
 * for a batch to fill: a batch is what has come while the one before it was being answered, so a lone caller is
 * answered at once, and the more come the less each costs.
 *
 * <p>Questions of one key go to one lane, in their order, and a lane answers one batch at a time. A caller is told only
 * what its batch has committed. The answers must not depend on a transaction or a logging context of the caller.
 */
public final class Gathering<Q, A> {

    private static final int MOST_LANES = 4;

    /**
     * So many batches are answered at once. On few processors several would only be smaller ones: two lanes cost
     * PostgreSQL a quarter more a hold than one.
     */
    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_LANES);

    /** Questions in one batch, at most. */
    private static final int BATCH_QUESTIONS = 128;

    /**
     * Questions that may wait in a lane; whoever comes to a full one is refused at once. A refusal costs more than to
     * serve one more in so large a batch, so there is room for as many requests as are worked on at once by default.
     */
    static final int QUEUE_QUESTIONS = 512;

    /** As many as there are connections: where being refused would be taken for an outage. */
    private static final int ALL_QUESTIONS = 8_192;

    /** Whoever has waited longer than this is refused, before anything is done about the question. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /**
     * Lanes do not queue up for the carriers behind the requests that wait for them, as virtual threads would at each
     * round trip. They end when nothing is asked for a minute.
     */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lane-", 0).factory());

    private final Function<List<Q>, List<Outcome<A>>> work;
    private final Function<Q, Object> key;
    private final Traces traces;
    private final Manner manner;
    private final List<Lane> lanes;

    /**
     * Lets questions be answered by that work.
     *
     * @param work answers a batch in one transaction: as many outcomes as questions, in their order; what it throws
     *     must mean that nothing was done, unless {@link Outage#isBehind} says that a service is away
     * @param key questions of equal keys are answered in their order
     * @param traces what a batch does is a part of the trace of its first question
     */
    public Gathering(Function<List<Q>, List<Outcome<A>>> work, Function<Q, Object> key, Traces traces) {
        this(work, key, traces, new Manner(PATIENCE, BATCH_QUESTIONS, QUEUE_QUESTIONS));
    }

    /** With another patience than the usual. */
    Gathering(Function<List<Q>, List<Outcome<A>>> work, Function<Q, Object> key, Duration patience) {
        this(work, key, Traces.none(), new Manner(patience, BATCH_QUESTIONS, QUEUE_QUESTIONS));
    }

    private Gathering(Function<List<Q>, List<Outcome<A>>> work, Function<Q, Object> key, Traces traces, Manner manner) {
        this.work = work;
        this.key = key;
        this.traces = traces;
        this.manner = manner;
        lanes = Stream.generate(Lane::new).limit(LANES).toList();
    }

    /**
     * How a lane goes about its questions.
     *
     * @param batchQuestions in one batch, at most
     * @param queueQuestions that may wait
     */
    private record Manner(Duration patience, int batchQuestions, int queueQuestions) {}

    /**
     * For scripts of Redis, one for each group of questions: nobody is refused because many ask.
     *
     * @param group what one script can answer together; of equal groups in their order
     * @param work runs the script: as many answers as questions, in their order
     * @param batchQuestions at most; Redis serves nobody else meanwhile
     */
    public static <Q, G, A> Gathering<Q, A> ofScripts(
            Function<Q, G> group, BiFunction<G, List<Q>, List<A>> work, Traces traces, int batchQuestions) {
        return new Gathering<>(
                questions -> inGroups(questions, group, work),
                group::apply,
                traces,
                new Manner(PATIENCE, batchQuestions, ALL_QUESTIONS));
    }

    /** A group that Redis does not answer is refused; those before it were answered. */
    private static <Q, G, A> List<Outcome<A>> inGroups(
            List<Q> questions, Function<Q, G> group, BiFunction<G, List<Q>, List<A>> work) {
        var members = IntStream.range(0, questions.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> group.apply(questions.get(i)), LinkedHashMap::new, Collectors.toList()));
        var answers = new TreeMap<Integer, Outcome<A>>();
        members.forEach((one, places) -> {
            var its = Outcome.of(
                    () -> work.apply(one, places.stream().map(questions::get).toList()));
            for (int n = 0; n < places.size(); n++) {
                answers.put(
                        places.get(n),
                        switch (its) {
                            case Outcome.Done<List<A>>(var all) -> new Outcome.Done<>(all.get(n));
                            case Outcome.Refused<List<A>>(var problem) -> new Outcome.Refused<>(problem);
                        });
            }
        });
        return List.copyOf(answers.values());
    }

    /**
     * Asks, and waits for the answer whatever happens to the calling thread: a caller that went away in the middle
     * could not tell what was done.
     *
     * @throws Unavailable when too many wait already, or the question has waited too long
     */
    public A ask(Q question) {
        try {
            return asked(question).join().orThrow();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * Asks without waiting.
     *
     * @param then does something quick with the answer: others wait for theirs meanwhile
     * @throws Unavailable when too many wait already
     */
    public CompletionStage<Void> askLater(Q question, Consumer<A> then) {
        return asked(question).thenAccept(outcome -> then.accept(outcome.orThrow()));
    }

    private CompletableFuture<Outcome<A>> asked(Q question) {
        var asked = new Asked<Q, A>(question, System.nanoTime(), traces.here(), new CompletableFuture<>());
        lanes.get(Math.floorMod(key.apply(question).hashCode(), LANES)).take(asked);
        return asked.answer;
    }

    private record Asked<Q, A>(
            Q question, long at, @Nullable Observation cause, CompletableFuture<Outcome<A>> answer) {

        boolean hasWaited(Duration time) {
            return System.nanoTime() - at > time.toNanos();
        }
    }

    private final class Lane {

        private final BlockingQueue<Asked<Q, A>> queue = new LinkedBlockingQueue<>(manner.queueQuestions);
        private final AtomicBoolean busy = new AtomicBoolean();

        void take(Asked<Q, A> asked) {
            if (!queue.offer(asked)) {
                throw new Unavailable(TRY_AGAIN);
            }
            if (busy.compareAndSet(false, true)) {
                start();
            }
        }

        private void start() {
            try {
                THREADS.execute(this::answerAll);
            } catch (Throwable noThread) {
                busy.set(false); // the next question tries again
                refuseAll();
                throw noThread;
            }
        }

        /** A question that comes between the last look at the queue and the end of being busy would be overlooked. */
        private void answerAll() {
            do {
                try {
                    while (!queue.isEmpty()) {
                        answerBatch();
                    }
                } catch (Throwable failed) { // such as no memory
                    busy.set(false);
                    refuseAll(); // they would wait for ever
                    throw failed;
                }
                busy.set(false);
            } while (!queue.isEmpty() && busy.compareAndSet(false, true));
        }

        private void answerBatch() {
            var batch = new ArrayList<Asked<Q, A>>();
            queue.drainTo(batch, manner.batchQuestions);
            try {
                answer(batch);
            } catch (Throwable failed) {
                refuse(batch);
                throw failed;
            }
        }

        private void refuseAll() {
            var waiting = new ArrayList<Asked<Q, A>>();
            queue.drainTo(waiting);
            refuse(waiting);
        }
    }

    private void answer(List<Asked<Q, A>> asked) {
        refuse(asked.stream().filter(one -> one.hasWaited(manner.patience)).toList());
        var batch = asked.stream().filter(one -> !one.answer.isDone()).toList();
        if (batch.isEmpty()) {
            return;
        }
        try {
            var questions = batch.stream().map(Asked::question).toList();
            var outcomes = traces.goOn(batch.getFirst().cause(), () -> work.apply(questions));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(outcomes.get(i));
            }
        } catch (Throwable failed) { // whatever it is, somebody waits for it
            if (batch.size() == 1 || isUncertain(failed)) {
                batch.forEach(one -> one.answer.completeExceptionally(failed));
            } else {
                batch.forEach(one -> answer(List.of(one))); // only the one that brings it down shall fail
            }
        }
    }

    private static <Q, A> void refuse(List<Asked<Q, A>> asked) {
        asked.forEach(one -> one.answer.completeExceptionally(new Unavailable(TRY_AGAIN)));
    }

    /** A commit whose answer was lost may have happened: nothing is tried again behind the caller's back. */
    private static boolean isUncertain(Throwable failed) {
        return Outage.isBehind(failed);
    }
}
