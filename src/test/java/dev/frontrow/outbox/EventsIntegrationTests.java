package dev.frontrow.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.HoldLapsed;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

/** E3: what a consumer is handed of a batch of events. */
class EventsIntegrationTests {

    private final TestServer server = TestServer.shared();
    private final Events events = server.bean(Events.class);
    private final HoldLapsed first = lapsed();
    private final HoldLapsed second = lapsed();
    private final List<String> batch = List.of(json(first), "{\"type\":\"SeatsSold\"}", json(second));
    private final List<List<HoldLapsed>> handed = new ArrayList<>();

    @Test
    void whatIsHandledTogetherIsHandedOverAtOnce() {
        events.together(batch, Set.of(HoldLapsed.class), handed::add);
        assertThat(handed).containsExactly(List.of(first, second));
    }

    @Test
    void nothingIsHandedOverOfABatchOfOthers() {
        events.together(batch.subList(1, 2), Set.of(HoldLapsed.class), handed::add);
        assertThat(handed).isEmpty();
    }

    /** The listener's container goes on from there. */
    @Test
    void oneThatCannotBeHandledIsNamed() {
        assertThatThrownBy(() -> events.together(batch, Set.of(HoldLapsed.class), (List<HoldLapsed> some) -> {
                    if (some.contains(second)) {
                        throw new IllegalStateException("such a one never");
                    }
                    handed.add(some);
                }))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failed -> assertThat(failed.getIndex()).isEqualTo(2));
        assertThat(handed).containsExactly(List.of(first));
    }

    private HoldLapsed lapsed() {
        return new HoldLapsed(
                UUID.randomUUID(),
                server.clock().instant(),
                new ReservationId(UUID.randomUUID()),
                new ConcertId(1),
                new PerformanceId(1),
                new UserId(UUID.randomUUID()),
                List.of(1));
    }

    private String json(HoldLapsed event) {
        return server.bean(JsonMapper.class).writeValueAsString(event);
    }
}
