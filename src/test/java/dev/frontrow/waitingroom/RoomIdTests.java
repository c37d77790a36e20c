package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Scope;
import org.junit.jupiter.api.Test;

/** The names of rooms, as organizers and tokens write them (O2, W10). */
class RoomIdTests {

    @Test
    void aRoomIsTheLobbyOrAConcerts() {
        for (var name : new String[] {"lobby", "17"}) {
            assertThat(RoomId.valueOf(name)).hasToString(name);
        }
        assertThat(RoomId.valueOf("lobby").scope()).isEqualTo(new Scope.LobbyConcerts());
        assertThat(RoomId.valueOf("17").scope()).isEqualTo(new Scope.OneConcert(new ConcertId(17)));
    }
}
