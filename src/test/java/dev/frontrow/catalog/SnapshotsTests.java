package dev.frontrow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** C6 */
class SnapshotsTests {

    private static final int READERS = 200;

    private final AtomicLong elapsed = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may start anywhere, and wrap
    private final AtomicInteger loads = new AtomicInteger();

    private Snapshots<String, Integer> counting() {
        return new Snapshots<>(100, (key, load) -> 1, key -> loads.incrementAndGet(), elapsed::get);
    }

    private void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    @Test
    void nothingIsLoadedUntilSomebodyAsks() {
        counting();
        pass(Duration.ofMinutes(1));
        assertThat(loads).hasValue(0);
    }

    @Test
    void whatWasReadIsShownForTwoHundredMillisecondsAndNoLonger() {
        var snapshots = counting();
        assertThat(snapshots.get("a")).isEqualTo(1);
        pass(Duration.ofMillis(200));
        assertThat(snapshots.get("a")).isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertThat(snapshots.get("a")).isEqualTo(2);
    }

    @Test
    void keysAreApart() {
        var snapshots = counting();
        assertThat(snapshots.get("a")).isEqualTo(1);
        assertThat(snapshots.get("b")).isEqualTo(2);
        assertThat(snapshots.get("a")).isEqualTo(1);
    }

    @Test
    void whatIsForgottenIsReadAgain() {
        var snapshots = counting();
        snapshots.get("a");
        snapshots.forget();
        assertThat(snapshots.get("a")).isEqualTo(2);
    }

    @Test
    void aCrowdWaitsForOneLoad() throws Exception {
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var snapshots = new Snapshots<String, Integer>(
                100,
                (key, load) -> 1,
                key -> {
                    begun.countDown();
                    await(finish);
                    return loads.incrementAndGet();
                },
                elapsed::get);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < READERS; i++) {
                answers.add(readers.submit(() -> snapshots.get("a")));
            }
            await(begun);
            finish.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void whoComesLateToASlowLoadWaitsForTheNextOne() throws Exception {
        var begun = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var running = new AtomicInteger();
        var snapshots = new Snapshots<String, Integer>(
                100,
                (key, load) -> 1,
                key -> {
                    assertThat(running.incrementAndGet()).isEqualTo(1);
                    begun.countDown();
                    await(finish);
                    running.decrementAndGet();
                    return loads.incrementAndGet();
                },
                elapsed::get);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = readers.submit(() -> snapshots.get("a"));
            await(begun);
            pass(Duration.ofMillis(201));
            var late = readers.submit(() -> snapshots.get("a"));
            finish.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(late.get()).isEqualTo(2);
        }
    }

    @Test
    void aFailureGoesToThoseWhoWaitAndIsNotRemembered() {
        var snapshots = new Snapshots<String, Integer>(
                100,
                (key, load) -> 1,
                key -> {
                    if (loads.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return loads.get();
                },
                elapsed::get);
        assertThatThrownBy(() -> snapshots.get("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("away");
        assertThat(snapshots.get("a")).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
