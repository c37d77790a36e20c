package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Meters;
import dev.frontrow.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** W9: what is measured of a room and of the waits in front of it. */
class WaitSampleIntegrationTests {

    private static final String WAITED = "frontrow.room.waited";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TestServer server = TestServer.shared();
    private final Meters meters = Meters.of(server);

    /** Counts nobody but those that this test tells it of; the server's own sample has other tests' fans too. */
    private final Meters own = new Meters(new SimpleMeterRegistry());

    private final WaitSample sample = new WaitSample(own.registry(), server.bean(Admission.class), server.clock());

    @Test
    void aRoomIsShownAndAWaitIsMeasuredOnceItIsOver() {
        var room = TestRoom.of(server, Map.of("capacity", 1));
        var name = room.id().toString();
        var first = room.join();
        await().atMost(SOON).until(() -> room.isInside(first));
        var second = room.join();
        room.join();
        sample.joined(second, toldToWait(Duration.ofSeconds(2)));

        await().atMost(SOON).until(() -> figure("waiting", name) == 2);
        assertThat(figure("inside", name)).isEqualTo(1);
        assertThat(figure("capacity", name)).isEqualTo(1);
        assertThat(figure("free", name)).isZero();
        assertThat(figure("joined", name)).isEqualTo(3);
        assertThat(figure("called", name)).isEqualTo(1);
        assertThat(figure("calling", name)).isEqualTo(1);
        assertThat(waitsOfOwn()).isZero();

        var before = meters.of(WAITED);
        room.leave(first);
        await().atMost(SOON).until(() -> waitsOfOwn() == 1);
        await().atMost(SOON).until(() -> meters.of(WAITED) > before);
        assertThat(own.of("frontrow.room.wait.percent")).isEqualTo(1);
        assertThat(percent()).as("between 20 ms and 10 s").isBetween(1.0, 500.0);
        assertThat(room.isInside(second)).isTrue();

        room.change(Map.of("paused", true));
        await().atMost(SOON).until(() -> figure("calling", name) == 0);
    }

    private Place.Waiting toldToWait(Duration time) {
        var until = server.clock().instant().plus(Duration.ofHours(1));
        return new Place.Waiting(1, time, new Estimate(time, time, time), until, 1, null);
    }

    private double percent() {
        return own.registry().get("frontrow.room.wait.percent").summary().totalAmount();
    }

    private double waitsOfOwn() {
        sample.look();
        return own.of(WAITED);
    }

    private double figure(String name, String room) {
        return meters.of("frontrow.room." + name, "room", room);
    }
}
