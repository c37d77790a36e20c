package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierWatchTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final CountDownLatch LOADING = new CountDownLatch(1);
    private static final CountDownLatch LOADED = new CountDownLatch(1);

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = scheduler.getParallelism();
    private final CarrierWatch watch = new CarrierWatch();

    /** Whoever uses it keeps a carrier until somebody else, who has none, lets it go on. */
    private static final class LoadedSlowly {
        private static final boolean DONE = awaitLoaded();

        private static boolean awaitLoaded() {
            LOADING.countDown();
            return isDone(LOADED);
        }
    }

    private static boolean isDone(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void asBefore() {
        scheduler.setParallelism(before);
    }

    @Test
    void virtualThreadsThatStandStillGetMoreCarriers() throws Exception {
        var stuck = Stream.generate(() -> begun(() -> LoadedSlowly.DONE))
                .limit(2L * before)
                .toList();
        assertThat(isDone(LOADING)).isTrue();
        await().pollInSameThread().atMost(SOON).until(() -> scheduler.getMountedVirtualThreadCount() >= before);
        var loader = begun(() -> {
            LOADED.countDown();
            return true;
        });

        watch.look();
        for (int look = 0; look < CarrierWatch.MOST_LOOKS_IN_VAIN; look++) {
            assertThat(loader.isDone()).isFalse();
            assertThat(scheduler.getParallelism()).isEqualTo(before);
            watch.look();
        }

        await().pollInSameThread().atMost(SOON).until(() -> {
            watch.look();
            return loader.isDone();
        });
        for (var one : stuck) {
            assertThat(one.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(scheduler.getParallelism()).isGreaterThan(before);
    }

    @Test
    void virtualThreadsThatRunAreLeftAlone() throws Exception {
        for (int look = 0; look < 2 * CarrierWatch.MOST_LOOKS_IN_VAIN; look++) {
            watch.look();
            assertThat(begun(() -> true).get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(scheduler.getParallelism()).isEqualTo(before);
    }

    private static FutureTask<Boolean> begun(Callable<Boolean> work) {
        var task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task;
    }
}
