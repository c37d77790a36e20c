package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests are worked on at once, and who is next. */
class RequestPlacesTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void whoComesWhenAllPlacesAreTakenWaitsForOne() {
        var places = places(2);

        for (int request = 1; request <= 5; request++) {
            places.execute(lasting(request));
        }
        await().until(() -> waiting() == 3 && begun.size() == 2);

        end.countDown();
        await().until(() -> begun.size() == 5);
        assertThat(waiting()).isZero();
    }

    @Test
    void theyAreWorkedOnInTheOrderOfArrival() {
        var places = places(1);
        places.execute(lasting(0));
        await().until(() -> begun.size() == 1);

        for (int request = 1; request <= 20; request++) {
            places.execute(lasting(request));
            int soFar = request;
            await().until(() -> waiting() == soFar);
        }
        end.countDown();

        await().until(() -> begun.size() == 21);
        assertThat(begun)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 20).boxed().toList());
    }

    @Test
    void aRequestThatFailsGivesItsPlaceBack() {
        var places = places(1);

        places.execute(() -> {
            begun.add(1);
            throw new StackOverflowError();
        });
        places.execute(() -> begun.add(2));

        await().dontCatchUncaughtExceptions().until(() -> begun.size() == 2);
    }

    @Test
    void whatLastsLendsItsPlaceToOthers() {
        var places = places(1);

        places.execute(() -> places.withoutPlace(lasting(1)::run));
        await().until(() -> begun.size() == 1);
        places.execute(() -> begun.add(2));
        await().until(() -> begun.size() == 2);

        end.countDown();
        places.execute(() -> begun.add(3));
        await().until(() -> begun.size() == 3);
    }

    private RequestPlaces places(int atOnce) {
        var places = new RequestPlaces(new HttpSettings(atOnce));
        places.bindTo(meters);
        return places;
    }

    private double waiting() {
        return meters.get("frontrow.requests.waiting").gauge().value();
    }

    private Runnable lasting(int request) {
        return () -> {
            begun.add(request);
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
