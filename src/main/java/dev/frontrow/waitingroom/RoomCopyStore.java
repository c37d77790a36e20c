package dev.frontrow.waitingroom;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code waiting_room_copy}: what is left of a room when Redis has lost it (W13). */
@Repository
class RoomCopyStore {

    /** Numbers that may be given before PostgreSQL hears of it: at least these, or twice those of the last second. */
    private static final int LEAST_AHEAD = 32;

    private static final int TIMES_AHEAD = 2;
    /** And so many more at a time when these are used up before the next copy. */
    private static final int FURTHER_AHEAD = 1_000;

    private final JdbcClient jdbc;

    RoomCopyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins another life of the room in Redis, from the copy; the arguments of {@code restore.lua}. */
    List<String> begin(RoomId room) {
        return jdbc.sql("""
                        insert into waiting_room_copy as kept (room_id, epoch, issued, serving, bound, content)
                        values (:room, 1, 0, 0, :ahead, '{}')
                        on conflict (room_id) do update set epoch = kept.epoch + 1, bound = kept.bound + :ahead
                        returning epoch, issued, serving, bound - :ahead as fence, bound, content""")
                .param("room", room.toString())
                .param("ahead", LEAST_AHEAD)
                .query((row, number) -> List.of(
                        row.getString("epoch"),
                        row.getString("issued"),
                        row.getString("serving"),
                        row.getString("fence"),
                        row.getString("bound"),
                        row.getString("content")))
                .single();
    }

    /**
     * Keeps what {@code copy.lua} says, unless it says less than what is kept. Numbers up to the fence were skipped by
     * the last restore and not given: were they taken for given, each loss would skip twice as many as the one
     * before.
     *
     * @return the bound by now; null when it was not kept
     */
    @Nullable
    Long keep(RoomId room, List<String> copy) {
        return jdbc.sql("""
                        update waiting_room_copy
                           set issued = :issued, serving = :serving, content = :content,
                               bound = greatest(
                                   bound, :issued + greatest(:least, :times * (:issued - greatest(issued, :fence))))
                         where room_id = :room and issued <= :issued and serving <= :serving
                        returning bound""")
                .param("room", room.toString())
                .param("issued", Long.valueOf(copy.get(0)))
                .param("serving", Long.valueOf(copy.get(1)))
                .param("fence", Long.valueOf(copy.get(2)))
                .param("content", copy.get(3))
                .param("least", LEAST_AHEAD)
                .param("times", TIMES_AHEAD)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** The last number given and the last turn called, as the copy kept says; the arguments of {@code forget.lua}. */
    List<String> counts(RoomId room) {
        return jdbc.sql("select issued, serving from waiting_room_copy where room_id = :room")
                .param("room", room.toString())
                .query((row, number) -> List.of(row.getString("issued"), row.getString("serving")))
                .single();
    }

    /** Lets more numbers be given before the next copy; up to the bound that it answers with. */
    long extend(RoomId room) {
        return jdbc.sql("""
                        update waiting_room_copy set bound = bound + :further
                         where room_id = :room returning bound""")
                .param("room", room.toString())
                .param("further", FURTHER_AHEAD)
                .query(Long.class)
                .single();
    }
}
