package dev.frontrow.shared.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Works on so many requests at once, each on a virtual thread; who comes meanwhile waits in the order of arrival. A
 * request that is worked on keeps some 100 KB, most of it Tomcat's buffers, and one that waits keeps next to nothing:
 * with thousands at work the heap would be full of them, and the collector all that still runs.
 */
@Component
public final class RequestPlaces implements Executor, MeterBinder {

    private final ThreadFactory threads =
            Thread.ofVirtual().name("tomcat-handler-", 0).factory();
    private final int atOnce;
    private final Semaphore places;

    RequestPlaces(HttpSettings settings) {
        this.atOnce = settings.requestsAtOnce();
        this.places = new Semaphore(atOnce, true);
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

    /**
     * Gives the place of the calling request to another one meanwhile: for what lasts and only now and then does
     * something. It takes one again before it goes on.
     */
    public <E extends Exception> void withoutPlace(Work<E> work) throws E {
        places.release();
        try {
            work.run();
        } finally {
            places.acquireUninterruptibly();
        }
    }

    /** Part of a request, which may fail. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    private void workOn(Runnable request) {
        places.acquireUninterruptibly();
        try {
            request.run();
        } finally {
            places.release();
        }
    }
}
