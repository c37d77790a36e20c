package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierWatchTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final CountDownLatch LOADED = new CountDownLatch(1);

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = scheduler.getParallelism();
    private final CarrierWatch watch = new CarrierWatch();

    /** Whoever uses it keeps a carrier until somebody else, who has none, lets it go on. */
    private static final class LoadedSlowly {
        private static final boolean DONE = awaitLoaded();

        private static boolean awaitLoaded() {
            try {
                return LOADED.await(SOON.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterEach
    void asBefore() {
        scheduler.setParallelism(before);
    }

    @Test
    void virtualThreadsThatStandStillGetMoreCarriers() throws InterruptedException {
        var inLine = new CountDownLatch(before);
        var stuck = Stream.generate(() -> Thread.startVirtualThread(() -> {
                    inLine.countDown();
                    assertThat(LoadedSlowly.DONE).isTrue();
                }))
                .limit(before)
                .toList();
        assertThat(inLine.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var loader = Thread.startVirtualThread(LOADED::countDown);

        watch.look();
        for (int look = 0; look < CarrierWatch.MOST_LOOKS_IN_VAIN; look++) {
            assertThat(loader.join(Duration.ofMillis(100))).isFalse();
            watch.look();
        }

        assertThat(loader.join(SOON)).isTrue();
        for (var thread : stuck) {
            assertThat(thread.join(SOON)).isTrue();
        }
        assertThat(scheduler.getParallelism()).isGreaterThan(before);
    }

    @Test
    void virtualThreadsThatRunAreLeftAlone() throws InterruptedException {
        for (int look = 0; look < 2 * CarrierWatch.MOST_LOOKS_IN_VAIN; look++) {
            watch.look();
            Thread.sleep(10);
        }
        assertThat(scheduler.getParallelism()).isEqualTo(before);
    }
}
