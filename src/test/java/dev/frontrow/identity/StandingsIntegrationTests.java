package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import dev.frontrow.identity.Standings.Standing;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StandingsIntegrationTests {

    private final TestServer server = TestServer.shared();
    private final UserId kim = new UserId(Fans.signUp(server).userId());

    /** O5: on its instance a change holds at once, though a look that has not seen it is on its way. */
    @Test
    void aLookThatBeganBeforeAChangeIsNotTakenForOneAfterIt() throws InterruptedException {
        var store = new SlowStore(server.jdbc());
        var standings = new Standings(store, server.bean(IdentitySettings.class), server.bean(Clock.class));
        store.isSlow = true;
        var looking = Thread.ofVirtual().start(standings::refresh);
        store.hasLooked.await();
        store.isSlow = false;
        server.jdbc()
                .sql("update users set blocked = true where id = :kim")
                .param("kim", kim.value())
                .update();

        var changing = Thread.ofVirtual().start(standings::refresh);
        await().until(() -> changing.getState() == Thread.State.WAITING || !changing.isAlive());
        store.mayTell.countDown();
        looking.join();
        changing.join();

        assertThat(standings.of(kim)).get().extracting(Standing::blocked).isEqualTo(true);
    }

    /** Tells what it has seen only when it may. */
    private static final class SlowStore extends UserStore {

        private final CountDownLatch hasLooked = new CountDownLatch(1);
        private final CountDownLatch mayTell = new CountDownLatch(1);
        private volatile boolean isSlow;

        SlowStore(JdbcClient jdbc) {
            super(jdbc);
        }

        @Override
        Map<UserId, Standing> standings(Instant since) {
            var seen = super.standings(since);
            if (isSlow) {
                hasLooked.countDown();
                awaitLeave();
            }
            return seen;
        }

        private void awaitLeave() {
            try {
                mayTell.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
