package dev.frontrow.waitingroom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Acts done at the same time. */
final class Racers {

    /** More than that only wait for each other. */
    private static final int MOST_AT_ONCE = 64;

    private Racers() {}

    /** What the acts 0, 1, 2 … answered, in that order. */
    static <T> List<T> atOnce(int acts, IntFunction<T> act) throws Exception {
        var permits = new Semaphore(MOST_AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = IntStream.range(0, acts)
                    .<Callable<T>>mapToObj(i -> () -> {
                        permits.acquire();
                        try {
                            return act.apply(i);
                        } finally {
                            permits.release();
                        }
                    })
                    .toList();
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(started)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
