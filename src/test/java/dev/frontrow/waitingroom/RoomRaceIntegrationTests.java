package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens at the same instant on three instances; the time stands still meanwhile. */
class RoomRaceIntegrationTests {

    private static final int PEOPLE = 400;
    private static final int TABS = 8;
    private static final int TICKS = 200;

    private final TestServer server = TestServer.shared();

    /** W2, W14: many tabs and devices of many users. */
    @Test
    void howeverManyTabsAskThereIsOnePlacePerUser() throws Exception {
        var room = new VirtualRoom(server, new Policy.Slots(0, null));
        var users = Stream.generate(TestRoom::somebody).limit(PEOPLE).toList();
        var places = Racers.atOnce(
                PEOPLE * TABS, i -> room.instance(i).join(room.id, users.get(i % PEOPLE), null, room.rules()));

        for (int user = 0; user < PEOPLE; user++) {
            var own = user;
            var tabs = IntStream.range(0, TABS)
                    .mapToObj(tab -> places.get(own + tab * PEOPLE))
                    .toList();
            assertThat(tabs.stream().map(RoomStore.Standing::number).distinct()).hasSize(1);
            assertThat(tabs).extracting(RoomStore.Standing::serial).doesNotHaveDuplicates();
        }
        assertThat(places.stream().map(RoomStore.Standing::number).collect(Collectors.toSet()))
                .isEqualTo(LongStream.rangeClosed(1, PEOPLE).boxed().collect(Collectors.toSet()));
    }

    /** W6, W7: nobody is called twice, nobody beyond the capacity, nobody faster than the rate. */
    @Test
    void howeverManyInstancesCallInAtOnceItIsAsIfOneDid() throws Exception {
        var room = new VirtualRoom(server, new Policy.Slots(0, null));
        room.line(PEOPLE);
        room.follow(new Policy.Slots(150, 6_000));
        for (int second = 1; second <= 3; second++) {
            room.at(Duration.ofSeconds(second));
            Racers.atOnce(TICKS, i -> room.instance(i).tick(room.id, room.rules()));
            var most = Math.min(150, second * 100);
            assertThat(room.held(false).keySet()).isEqualTo(numbersUpTo(most));
        }
    }

    /** W7: a border of the cycle that all instances see at once. */
    @Test
    void atTheBorderOfACycleOneCycleIsCalledIn() throws Exception {
        var period = Duration.ofMinutes(5);
        var room = new VirtualRoom(server, new Policy.Cycle(30, period));
        room.line(100);
        for (int cycle = 0; cycle < 4; cycle++) {
            room.at(period.multipliedBy(cycle));
            Racers.atOnce(TICKS, i -> room.instance(i).tick(room.id, room.rules()));
            assertThat(room.held(false)).hasSize(cycle < 3 ? 30 : 10);
        }
    }

    private static Set<Long> numbersUpTo(int most) {
        return LongStream.rangeClosed(1, most).boxed().collect(Collectors.toSet());
    }
}
