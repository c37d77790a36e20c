package dev.frontrow.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.frontrow.shared.Caches;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was read lately, so that the database is asked as often for a million readers as for one (C6). A reader gets
 * what was read at most {@link #MAX_AGE} before it asked, else waits for the one load of that key. Nothing is loaded
 * unless somebody asks. A load's failure goes to everybody who waits for that load, and is not remembered.
 */
final class Snapshots<K, V> {

    /** Of elapsed time, which the clock that a test moves has no part in. */
    static final Duration MAX_AGE = Duration.ofMillis(200);

    /** Memory is given back when nobody has asked for so long. */
    private static final Duration KEPT_UNREAD = Duration.ofSeconds(10);

    private final Cache<K, Load<V>> loads;
    private final Function<K, V> loader;
    private final Ticker ticker;

    Snapshots(long maxEntries, Function<K, V> loader) {
        this(maxEntries, (key, load) -> 1, loader, Ticker.systemTicker());
    }

    Snapshots(long maxWeight, Weigher<K, Object> weigher, Function<K, V> loader, Ticker ticker) {
        this.loads = Caches.builder()
                .maximumWeight(maxWeight)
                .weigher(weigher)
                .expireAfterAccess(KEPT_UNREAD)
                .build();
        this.loader = loader;
        this.ticker = ticker;
    }

    V get(K key) {
        return get(key, ticker.read() - MAX_AGE.toNanos());
    }

    /** What is read from now on, for somebody whom the last reading has misled; many such share one load as well. */
    V getFresh(K key) {
        return get(key, ticker.read());
    }

    private V get(K key, long oldest) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return getAlone(key, oldest);
        }
        while (true) {
            var load = loads.getIfPresent(key);
            if (load == null || load.isUselessTo(oldest)) {
                load = loads.asMap()
                        .compute(key, (k, kept) -> kept == null || kept.isUselessTo(oldest) ? begin() : kept);
            }
            load.run(key, loader);
            var value = load.await();
            // A load that had been running for long when this reader came shows a past too far back for it. The next
            // one begins after the reader came, so this goes round at most twice.
            if (load.begunAt - oldest >= 0) {
                return value;
            }
        }
    }

    /**
     * Within a transaction, whose connection the caller keeps: it waits for nobody else's load, which may be waiting
     * for just that connection.
     */
    private V getAlone(K key, long oldest) {
        var load = loads.getIfPresent(key);
        if (load == null || !load.result.isDone() || load.isUselessTo(oldest)) {
            load = begin();
            load.run(key, loader);
            loads.put(key, load);
        }
        return load.await();
    }

    /** What has been read so far is no longer shown to those who ask from now on. */
    void forget() {
        loads.invalidateAll();
    }

    private Load<V> begin() {
        return new Load<>(ticker.read());
    }

    private static final class Load<V> {
        private final long begunAt;
        private final CompletableFuture<V> result = new CompletableFuture<>();
        private final AtomicBoolean taken = new AtomicBoolean();

        Load(long begunAt) {
            this.begunAt = begunAt;
        }

        /** A running load is waited for, however old, so that there is never a second one beside it. */
        boolean isUselessTo(long oldest) {
            return result.isDone() && (result.isCompletedExceptionally() || begunAt - oldest < 0);
        }

        <K> void run(K key, Function<K, V> loader) {
            if (!taken.compareAndSet(false, true)) {
                return;
            }
            try {
                result.complete(loader.apply(key));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        V await() {
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
