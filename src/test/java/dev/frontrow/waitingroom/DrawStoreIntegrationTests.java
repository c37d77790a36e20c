package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import dev.frontrow.shared.ConcertId;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.EmptyResultDataAccessException;

/** W15: one seed per room, kept to itself until the number of participants is fixed, once. */
class DrawStoreIntegrationTests {

    private static final int RACERS = 16;

    private final TestServer server = TestServer.shared();
    private final DrawStore draws = server.bean(DrawStore.class);
    private final RoomId room =
            new RoomId(new ConcertId(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50)));

    @Test
    void allWhoAskAtOnceGetTheSameCommitment() throws Exception {
        assertThat(atOnce(() -> draws.of(room)).distinct())
                .singleElement()
                .isInstanceOfSatisfying(
                        RoomDraw.Announced.class,
                        announced -> assertThat(announced.commitment()).isEqualTo(new Draw(storedSeed()).commitment()));
    }

    @Test
    void otherRoomsHaveOtherSeeds() {
        assertThat(draws.of(new RoomId(new ConcertId(-1))).commitment())
                .isNotEqualTo(draws.of(room).commitment());
    }

    @Test
    void theFirstToCloseFixesTheNumberForAll() throws Exception {
        var commitment = draws.of(room).commitment();
        var tickets = new AtomicLong();

        var closed = atOnce(() -> draws.close(room, tickets.incrementAndGet())).toList();

        var first = closed.getFirst();
        assertThat(first.participants()).isBetween(1L, (long) RACERS);
        assertThat(first.draw().commitment()).isEqualTo(commitment);
        assertThat(first.order().participants()).isEqualTo(first.participants());
        assertThat(closed).allSatisfy(drawn -> assertSame(drawn, first));
        assertThat(draws.of(room)).isInstanceOfSatisfying(RoomDraw.Drawn.class, drawn -> assertSame(drawn, first));
    }

    /** Nobody came early: everybody keeps the number. */
    @Test
    void aDrawAmongNobodyIsADraw() {
        draws.of(room);
        assertThat(draws.close(room, 0).order().rank(1)).isEqualTo(1);
    }

    @Test
    void whatWasNeverAnnouncedIsNotDrawn() {
        assertThatThrownBy(() -> draws.close(room, 1)).isInstanceOf(EmptyResultDataAccessException.class);
    }

    private static void assertSame(RoomDraw.Drawn drawn, RoomDraw.Drawn other) {
        assertThat(drawn.participants()).isEqualTo(other.participants());
        assertThat(drawn.drawnAt()).isEqualTo(other.drawnAt());
        assertThat(drawn.draw().revealed()).isEqualTo(other.draw().revealed());
    }

    private byte[] storedSeed() {
        return server.jdbc()
                .sql("select seed from draw where room_id = :room")
                .param("room", room.toString())
                .query(byte[].class)
                .single();
    }

    private static <T> Stream<T> atOnce(Callable<T> act) throws InterruptedException {
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            return racers.invokeAll(Collections.nCopies(RACERS, act)).stream().map(Future::resultNow);
        }
    }
}
