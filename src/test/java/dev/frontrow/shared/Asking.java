package dev.frontrow.shared;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Somebody who asks, and what came of it. */
record Asking(Thread thread, CompletableFuture<String> answer) {

    private static final int SOON_SECONDS = 30;

    static Asking of(Gathering<Integer, Integer> gathering, int question) {
        var answer = new CompletableFuture<String>();
        var thread = Thread.startVirtualThread(() -> answer.complete(tried(() -> gathering.ask(question))));
        return new Asking(thread, answer);
    }

    static boolean areWaiting(List<Asking> callers) {
        return callers.stream().allMatch(one -> one.thread.getState() == Thread.State.WAITING);
    }

    String join() {
        return answer.orTimeout(SOON_SECONDS, TimeUnit.SECONDS).join();
    }

    static String tried(Supplier<Integer> asking) {
        try {
            return "" + asking.get();
        } catch (RuntimeException refusal) {
            return refusal.getClass().getSimpleName();
        }
    }

    static void await(CountDownLatch open) {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
