package dev.frontrow.shared;

import com.github.benmanes.caffeine.cache.Caffeine;

/** Caches that requests use. */
public final class Caches {

    private Caches() {}

    /**
     * A cache whose upkeep is done by whoever uses it: a task of the common pool after each write, as is usual, wakes
     * another thread and costs a busy server more than the upkeep does.
     */
    public static Caffeine<Object, Object> builder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }
}
