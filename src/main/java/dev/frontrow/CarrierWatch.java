package dev.frontrow;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether virtual threads still get to run. One that waits for a class keeps its carrier, the thread of the
 * operating system beneath it. Once all carriers are kept by such, what they wait for may be held by one that has
 * none, and the server would stand still for good. They get more carriers then, and keep them.
 */
final class CarrierWatch {

    /** A busy machine lets nobody wait so long who is in the line already. */
    static final int MOST_LOOKS_IN_VAIN = 6;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int TIMES_MORE = 4;
    /** More than the requests that are worked on at once by default. */
    private static final int MOST_CARRIERS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private Future<?> heartbeat = CompletableFuture.completedFuture(null);
    private int inVain;

    /** Looks from now on until the process ends. */
    static void start() {
        Thread.ofPlatform().daemon().name("carrier-watch").start(() -> {
            var watch = new CarrierWatch();
            try {
                while (true) {
                    watch.look();
                    Thread.sleep(LOOK_EVERY); // what a stopped process has missed is not made up for
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void look() {
        if (heartbeat.isDone()) {
            inVain = 0;
            var next = new CompletableFuture<Void>();
            Thread.startVirtualThread(() -> next.complete(null));
            heartbeat = next;
        } else {
            if (++inVain == MOST_LOOKS_IN_VAIN) {
                inVain = 0;
                giveMore();
            }
            wake();
        }
    }

    /**
     * The scheduler starts a carrier that it may have only when a virtual thread is begun whose line was empty, and
     * each thread of the operating system that begins one has a line of its own.
     */
    private static void wake() {
        Thread.ofPlatform().daemon().start(() -> Thread.startVirtualThread(() -> {}));
    }

    private void giveMore() {
        int carriers = Math.min(TIMES_MORE * scheduler.getParallelism(), MOST_CARRIERS);
        if (carriers > scheduler.getParallelism()) {
            scheduler.setParallelism(carriers); // first: what stands still may hold the log
            LOG.warn("virtual threads stand still, they get {} carriers", carriers);
        }
    }
}
