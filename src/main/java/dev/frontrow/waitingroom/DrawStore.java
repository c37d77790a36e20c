package dev.frontrow.waitingroom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code draw} (W15). The seed must not leave the server before the draw: no statement here gives it out
 * while the number of participants is open, PostgreSQL computes the commitment, and whoever can read the table is
 * trusted.
 */
@Repository
class DrawStore {

    private static final String COLUMNS = """
            encode(sha256(seed), 'hex') as commitment, participants, drawn_at,
            case when participants is not null then seed end as seed_if_drawn""";

    private final JdbcClient jdbc;
    private final Clock clock;

    DrawStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The room's draw, announced with a new seed when first asked for: the same for all who ask, on all instances. */
    RoomDraw of(RoomId room) {
        jdbc.sql("""
                        insert into draw (room_id, seed, created_at) values (:room, :seed, :now)
                        on conflict do nothing""")
                .param("room", room.toString())
                .param("seed", Draw.newSeed())
                .param("now", now())
                .update();
        return find(room).orElseThrow();
    }

    /** The room's draw, if it was announced. */
    Optional<RoomDraw> find(RoomId room) {
        return jdbc.sql("select " + COLUMNS + " from draw where room_id = :room")
                .param("room", room.toString())
                .query((row, number) -> draw(row))
                .optional();
    }

    /**
     * Fixes how many take part and reveals the seed. Whoever comes second gets what the first one fixed.
     *
     * @param participants the last number issued before the opening; 0 to {@link DrawnOrder#MOST_PARTICIPANTS}
     * @throws org.springframework.dao.EmptyResultDataAccessException when the draw was never announced: nobody could
     *     check a seed made only now
     */
    RoomDraw.Drawn close(RoomId room, long participants) {
        return jdbc.sql("""
                        update draw set participants = coalesce(participants, :participants),
                            drawn_at = coalesce(drawn_at, :now)
                        where room_id = :room
                        returning\s""" + COLUMNS)
                .param("room", room.toString())
                .param("participants", participants)
                .param("now", now())
                .query((row, number) -> drawn(row))
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static RoomDraw draw(ResultSet row) throws SQLException {
        return row.getBytes("seed_if_drawn") == null ? new RoomDraw.Announced(row.getString("commitment")) : drawn(row);
    }

    private static RoomDraw.Drawn drawn(ResultSet row) throws SQLException {
        var draw = new Draw(row.getBytes("seed_if_drawn"));
        return new RoomDraw.Drawn(
                draw,
                draw.among(row.getLong("participants")),
                row.getObject("drawn_at", OffsetDateTime.class).toInstant());
    }
}
