package dev.frontrow.shared;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks whether virtual threads still get to run. One that waits for a class which another one loads keeps its carrier,
 * the thread of the operating system beneath it; once all carriers are kept by such, the one that loads the class, and
 * with it the server, would stand still for good. They get more carriers then, and keep them.
 */
@Component
public class CarrierWatch {

    /** Later than a busy machine lets anybody wait who is in the line already. */
    static final int MOST_LOOKS_IN_VAIN = 6;

    private static final int LOOK_EVERY_MILLIS = 500;
    private static final int TIMES_MORE = 4;
    private static final int MOST_CARRIERS = 256;
    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);

    private Future<?> heartbeat = CompletableFuture.completedFuture(null);
    private int inVain;

    /** Runs on a thread of the operating system; looks that a stopped process has missed are not made up for. */
    @Scheduled(fixedDelay = LOOK_EVERY_MILLIS)
    synchronized void look() {
        if (heartbeat.isDone()) {
            inVain = 0;
            var next = new CompletableFuture<Void>();
            Thread.startVirtualThread(() -> next.complete(null));
            heartbeat = next;
        } else if (++inVain >= MOST_LOOKS_IN_VAIN) {
            inVain = 0;
            giveMore();
        }
    }

    private static void giveMore() {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int carriers = Math.min(TIMES_MORE * scheduler.getParallelism(), MOST_CARRIERS);
        LOG.warn("virtual threads stand still, they get {} carriers", carriers);
        scheduler.setParallelism(carriers);
    }
}
