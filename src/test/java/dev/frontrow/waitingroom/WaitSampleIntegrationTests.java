package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Meters;
import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** W9: what is measured of a room and of the waits in front of it. */
class WaitSampleIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONGER_THAN_A_LOOK = Duration.ofMillis(600);

    private final TestServer server = TestServer.shared();
    private final Meters meters = Meters.of(server);

    @Test
    void aRoomIsShownAndAWaitIsMeasuredOnceItIsOver() {
        var room = TestRoom.of(server, Map.of("capacity", 1));
        var name = room.id().toString();
        var first = room.join();
        await().atMost(SOON).until(() -> room.isInside(first));
        var before = waitsOnceOthersAreCalled();
        var second = room.join();
        room.join();

        await().atMost(SOON).until(() -> figure("waiting", name) == 2);
        assertThat(figure("inside", name)).isEqualTo(1);
        assertThat(figure("capacity", name)).isEqualTo(1);
        assertThat(figure("free", name)).isZero();
        assertThat(figure("joined", name)).isEqualTo(3);
        assertThat(figure("called", name)).isEqualTo(1);
        assertThat(figure("calling", name)).isEqualTo(1);
        assertThat(waits()).isEqualTo(before);

        room.leave(first);
        await().atMost(SOON).until(() -> waits() == before + 1);
        assertThat(room.isInside(second)).isTrue();

        room.change(Map.of("paused", true));
        await().atMost(SOON).until(() -> figure("calling", name) == 0);
    }

    /** Whom the tests before this one left in front of the shared server's other rooms may still be called in. */
    private double waitsOnceOthersAreCalled() {
        var last = new AtomicReference<>(-1.0);
        await().atMost(SOON)
                .pollInterval(LONGER_THAN_A_LOOK)
                .until(() -> last.getAndSet(waits()).equals(waits()));
        return last.get();
    }

    private double waits() {
        return meters.of("frontrow.room.waited");
    }

    private double figure(String name, String room) {
        return meters.of("frontrow.room." + name, "room", room);
    }
}
