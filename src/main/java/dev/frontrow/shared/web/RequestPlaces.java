package dev.frontrow.shared.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Works on so many requests at once, each on a virtual thread; who comes meanwhile waits in the order of arrival. A
 * request that is worked on keeps some 100 KB, most of it Tomcat's buffers, and one that waits keeps next to nothing:
 * with thousands at work the heap would be full of them, and the collector all that still runs.
 */
@Component
class RequestPlaces implements Executor, MeterBinder {

    /**
     * Nobody waits longer: where all places are taken by requests that wait for a service which is away, or for a body
     * that never comes, the next ones are worked on beside them.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ThreadFactory threads =
            Thread.ofVirtual().name("tomcat-handler-", 0).factory();
    private final int atOnce;
    private final Semaphore places;
    private final Duration patience;

    @Autowired
    RequestPlaces(HttpSettings settings) {
        this(settings.requestsAtOnce(), PATIENCE);
    }

    RequestPlaces(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registry.gauge("frontrow.requests.active", places, taken -> atOnce - taken.availablePermits());
        registry.gauge("frontrow.requests.waiting", places, Semaphore::getQueueLength);
    }

    @Override
    public void execute(Runnable request) {
        threads.newThread(() -> workOn(request)).start();
    }

    private void workOn(Runnable request) {
        boolean hasPlace = awaitPlace();
        try {
            request.run();
        } finally {
            if (hasPlace) {
                places.release();
            }
        }
    }

    private boolean awaitPlace() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
