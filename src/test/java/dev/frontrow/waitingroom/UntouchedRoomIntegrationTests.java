package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** W13, W15: Redis loses a room in which nobody has waited, and then an opening is set. */
class UntouchedRoomIntegrationTests {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration LONGER_THAN_ANYBODY_IS_WAITED_FOR = Duration.ofMinutes(1);

    private final TestServer server = TestServer.shared();
    private final VirtualRoom room = new VirtualRoom(server, new Policy.Slots(1, null));

    @Test
    void itsOpeningIsDrawn() {
        tick();
        room.copy();
        room.lose(List.of());
        room.at(LONGER_THAN_ANYBODY_IS_WAITED_FOR);
        assertThat(tick().serving()).isZero();
        room.copy();
        room.lose(List.of());

        room.opensAt(server.clock().instant().plus(A_DAY));
        var early = new ArrayList<>(room.line(9));
        assertThat(tick().isBeforeDraw()).isTrue();
        assertThat(early).allMatch(token -> room.look(token).position() > 0);

        room.opensAt(server.clock().instant());
        room.at(LONGER_THAN_ANYBODY_IS_WAITED_FOR.multipliedBy(2));
        var drawn = tick();
        early.sort((one, other) -> Long.compare(drawn.turn(one.number()), drawn.turn(other.number())));
        assertAreCalledIn(early);
    }

    /** Their numbers were given after the copy, so that they might have been given or not. */
    @Test
    void whoHadJoinedUnnoticedTakesPartInTheDraw() {
        tick();
        room.copy();
        var unnoticed = room.line(3);
        room.lose(unnoticed);
        assertThat(room.look(unnoticed.get(1)).position()).isPositive();

        room.opensAt(server.clock().instant().plus(A_DAY));
        var early = room.line(3);
        unnoticed.forEach(room::look);
        room.at(LONGER_THAN_ANYBODY_IS_WAITED_FOR);
        room.opensAt(server.clock().instant());
        var drawn = tick();
        var all = new ArrayList<>(
                Stream.concat(unnoticed.stream(), early.stream()).toList());
        assertThat(all)
                .allMatch(token -> drawn.turn(token.number()) <= early.getLast().number());
        all.sort((one, other) -> Long.compare(drawn.turn(one.number()), drawn.turn(other.number())));
        assertAreCalledIn(all);
    }

    /** W7: the first who comes has a whole period, and no more come in with them than in any other. */
    @Test
    void itsCyclesBeginWithTheFirstWhoComes() {
        var period = Duration.ofSeconds(50);
        room.follow(new Policy.Cycle(2, period));
        tick();
        room.copy();
        room.lose(List.of());
        tick();
        room.at(LONGER_THAN_ANYBODY_IS_WAITED_FOR);
        tick();
        room.at(LONGER_THAN_ANYBODY_IS_WAITED_FOR.multipliedBy(2));

        var line = room.line(5);
        assertThat(room.look(line.getFirst()).inside()).isEqualTo(period);
        room.instance(0).leave(line.getFirst(), room.rules());
        assertThat(room.inside(line)).containsExactly(line.get(1).number());
    }

    /** Somebody has a number: an opening set now draws nobody. */
    @Test
    void whoIsKnownToHaveJoinedKeepsTheTurn() {
        room.follow(new Policy.Slots(0, null));
        var first = room.join();
        room.copy();
        room.lose(List.of(first));
        room.opensAt(server.clock().instant().plus(A_DAY));
        var second = room.join();
        assertThat(tick().isBeforeDraw()).isFalse();
        room.opensAt(server.clock().instant());
        assertThat(room.look(first).position()).isLessThan(room.look(second).position());
    }

    /** From an instance that had not heard of the opening, just before the draw is announced. */
    @Test
    void whoHasGotANumberMeanwhileKeepsTheTurn() {
        room.join();
        server.bean(RoomDraws.class).announce(room.id);
        assertThat(tick().draw()).isNull();
    }

    private void assertAreCalledIn(List<QueueToken> line) {
        for (var next : line) {
            assertThat(room.inside(line)).containsExactly(next.number());
            assertThat(room.instance(0).leave(next, room.rules())).isTrue();
        }
    }

    private RoomState tick() {
        return room.instance(0).tick(room.id, room.rules());
    }
}
