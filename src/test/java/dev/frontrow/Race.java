package dev.frontrow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runners who start at the same instant. */
public final class Race {

    /** For the start, and for the last one to come home. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Race() {}

    /** On how many instances of a server a race is run. */
    public enum Instances {
        ONE,
        TWO;

        /** That many of them; the runners take them in turns. */
        public List<TestServer> of(List<TestServer> servers) {
            return this == ONE ? servers.subList(0, 1) : servers;
        }

        /** That many of the shared server's. */
        public List<TestServer> ofShared() {
            return of(List.of(TestServer.shared(), TestServer.shared().second()));
        }
    }

    /**
     * Lets so many runners go, each with its number from 0, all past one barrier.
     *
     * @return what each brought home, in order of their numbers
     */
    public static <T> List<T> run(int runners, IntFunction<T> runner) {
        var start = new CyclicBarrier(runners);
        var tasks = IntStream.range(0, runners)
                .<Callable<T>>mapToObj(number -> () -> {
                    start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    return runner.apply(number);
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var home = new ArrayList<T>();
            for (var run : threads.invokeAll(tasks, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                home.add(run.get());
            }
            return home;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whose turn it is. */
    public static <T> T turn(List<T> all, int number) {
        return all.get(number % all.size());
    }
}
